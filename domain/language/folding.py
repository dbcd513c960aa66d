"""One spelling for what people write in many ways, so that a word of a table is found in all of them.

Words of tables and texts are folded alike: dialect to standard Chinese, homophones and masks of swearing to the word
meant, final particles away, English contractions and short forms to full words, drawn-out letters to one.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Final

_CHINESE_PAIRS: Final = (
    "木有=没有 米有=没有 莫得=没有 冇=没有 未有=没有 都未=都没 还未=还没 还木=还没 木人=没人 有银=有人 "
    "啥时候=什么时候 啥时=什么时候 啥前儿=什么时候 啥辰光=什么时候 几时=什么时候 何时=什么时候 咩时候=什么时候 "
    "么时候=什么时候 多咱=什么时候 多会儿=什么时候 么子时候=什么时候 乜时候=什么时候 多会=什么时候 啥子=什么 "
    "么子=什么 咩事=什么事 乜=什么 啥=什么 神马=什么 什嘛=什么 虾米=什么 咋个=怎么 咋=怎么 肿么=怎么 点样=怎么样 "
    "点解=为什么 系唔系=是不是 系咪=是不是 唔系=不是 你系=你是 佢系=他是 唔该晒=谢谢 唔该=谢谢 多谢晒=多谢 唔=不 "
    "嚟=来 揾=找 搵=找 寻人工=找人工 倾计=聊 倾偈=聊 倾下=聊 人倾=人聊 理倾=理聊 打咩=打什么 咩电话=什么电话 "
    "唠唠=聊聊 唠嗑=聊 摆龙门阵=聊 佢哋=他们 佢=他 你哋=你们 我哋=我们 侬拉=你们 俺们=我们 咱们=我们 阿拉=我们 "
    "俺=我 咱=我 侬=你 恁=你 您=你 她=他 嘅=的 咗=了 喺=在 滴伐=的不 伐=不 鸡分=积分 机分=积分 积份=积分 及分=积分 "
    "集分=积分 任工=人工 仁工=人工 人公=人工 忍工=人工 机械人=机器人 几器人=机器人 刻服=客服 客福=客服 幸苦=辛苦 "
    "蟹蟹=谢谢 谢噶=谢谢 进渡=进度 近度=进度 兑唤=兑换 头诉=投诉 投速=投诉 处里=处理 修里=修理 电画=电话 号吗=号码 "
    "哈啰=哈喽 哈罗=哈喽 哈咯=哈喽 哈喽啊=哈喽 哈娄=哈喽 哈楼=哈喽 哈露=哈喽 尊嘟=真的 搞=弄 人咩=人吗 了咩=了吗 "
    "有咩=有什么 做咩=干什么 咩=吗 为啥子=为什么 弗=不 勿=不 覅=不要 甭=不用 别个=别人 哪个时候=什么时候 "
    "哪阵=什么时候 欧克=好的 欧了=好的 阔以=可以 ok啦=ok 拉圾=垃圾 "
)
_CHINESE: Final = dict(pair.split("=") for pair in _CHINESE_PAIRS.split())
_CHINESE_RUN: Final = re.compile(
    f"(?=[{''.join(sorted({word[0] for word in _CHINESE}))}])"
    f"(?:{'|'.join(sorted(_CHINESE, key=lambda word: (-len(word), word)))})"
)

_SWORN: Final = (
    (re.compile("[握窝沃卧][草槽操艹糙曹]|我[艹曰草槽](?!坪|地|丛)"), "卧槽"),
    (re.compile("[傻煞鲨沙莎][逼比币笔臂壁璧叉屌吊鄙狍b*x×]"), "傻逼"),
    (re.compile("[草艹操曹糙日干靠][尼你泥拟][玛马妈娘吗]"), "操你妈"),
    (re.compile("[尼泥拟][玛马妈吗麻]"), "尼玛"),
    (re.compile("[特踏][么马码喵玛]|他[吗喵马]的|塔[马玛]"), "他妈"),
    (re.compile(r"(?<![a-z])[a-z]+(?:[*#$]+[a-z]+|[$*]{2,})(?![a-z])"), "fuck"),
)
_OF_SWEARING: Final = re.compile("[握窝沃卧傻煞鲨沙莎特踏塔尼泥拟草艹操曹糙日干靠我]|他[吗喵马]|[*$#]")
_PARTICLES: Final = re.compile("[呀啊哟噻嗦呗嗷呐嘎哩捏呦]")
_PERFECT: Final = re.compile("[啦咯咧嘞]+了?|了{2,}")
_DRAWN_OUT: Final = re.compile(r"([a-z])\1{2,}|([^\W\da-z_零〇幺一二三四五六七八九十])\2{2,}|([a-z]{2})\3{2,}")

_ENGLISH_PAIRS: Final = (
    "u=you ur=your r=are ya=you yall=you im=i_am i'm=i_am ive=i_have i've=i_have i'd=i_would i'll=i_will "
    "youre=you_are you're=you_are you've=you_have you'll=you_will you'd=you_would ure=you_are thats=that_is "
    "that's=that_is whats=what_is what's=what_is wats=what_is whos=who_is who's=who_is wheres=where_is "
    "where's=where_is hows=how_is how's=how_is whens=when_is when's=when_is when'll=when_will its=it_is it's=it_is "
    "there's=there_is theres=there_is here's=here_is he's=he_is she's=she_is they're=they_are theyre=they_are "
    "they've=they_have they'll=they_will we're=we_are we've=we_have we'll=we_will let's=let_us lets=let_us "
    "don't=do_not dont=do_not doesn't=does_not doesnt=does_not didn't=did_not didnt=did_not isn't=is_not "
    "isnt=is_not aren't=are_not arent=are_not wasn't=was_not wasnt=was_not weren't=were_not hasn't=has_not "
    "hasnt=has_not haven't=have_not havent=have_not hadn't=had_not won't=will_not wont=will_not can't=can_not "
    "cant=can_not cannot=can_not couldn't=could_not wouldn't=would_not shouldn't=should_not ain't=is_not "
    "aint=is_not gonna=going_to wanna=want_to gotta=got_to gimme=give_me lemme=let_me dunno=do_not_know pls=please "
    "plz=please plss=please pleas=please plase=please pts=points pnts=points ponts=points poins=points ppl=people "
    "thx=thanks thanx=thanks thnx=thanks tnx=thanks thks=thanks tks=thanks thankyou=thank_you coz=because "
    "cuz=because tmr=tomorrow tmrw=tomorrow 2day=today 2moro=tomorrow b4=before nobody's=nobody_has "
    "anyone's=anyone_is somebody's=somebody_is someone's=someone_is wen=when wat=what hv=have abt=about "
    "msg=message nos=numbers noone=nobody anybdy=anybody any1=anyone some1=someone reprot=report repport=report "
    "recieve=receive recieved=received complain't=complaint complane=complain "
)
_ENGLISH: Final = dict(pair.split("=") for pair in _ENGLISH_PAIRS.split())
_ENGLISH_RUN: Final = re.compile(r"(?<![a-z0-9'])(?:[a-z]+'[a-z]+|[a-z]{1,8}|2day|2moro|b4)(?![a-z0-9'])")
_SPACED_OUT: Final = re.compile("(?<!\\S)[\u3400-\u9fff](?: [\u3400-\u9fff])+(?!\\S)")
_LETTER: Final = re.compile("[a-z]")
_HAN: Final = re.compile("[\u3400-\u9fff]")


def fold(read: str) -> str:
    """Return a normalised text in one spelling; a text of particles alone stays as it is."""
    text = _DRAWN_OUT.sub(_shorter, _SPACED_OUT.sub(_joined, read))
    if _OF_SWEARING.search(text):
        for pattern, word in _SWORN:
            text = pattern.sub(word, text)
    if _LETTER.search(text):
        text = _ENGLISH_RUN.sub(_full, text)
    if _HAN.search(text):
        text = _CHINESE_RUN.sub(_standard, text)
        text = _PARTICLES.sub("", _PERFECT.sub("了", text)) or read
    return text


def every_word(words: str) -> Iterator[str]:
    """Yield the folded words between bars; `{a/b}c` stands for `ac` and `bc`, an empty choice for nothing."""
    for word in words.split("|"):
        if "{" not in word:
            yield fold(word)
            continue
        parts = [part.split("/") for part in re.split("[{}]", word)]
        yield from filter(None, map(fold, map("".join, itertools.product(*parts))))


def _joined(run: re.Match[str]) -> str:
    return run[0].replace(" ", "")


def _shorter(run: re.Match[str]) -> str:
    return run[1] or (run[2] and run[2] * 2) or run[3]


def _standard(word: re.Match[str]) -> str:
    return _CHINESE[word[0]]


def _full(word: re.Match[str]) -> str:
    full = _ENGLISH.get(word[0])
    return word[0] if full is None else full.replace("_", " ")
