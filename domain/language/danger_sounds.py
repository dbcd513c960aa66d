"""Chinese words of danger that the input method wrote with other characters of the same sound."""

from collections import defaultdict
from itertools import pairwise
from typing import Final


def _words(table: str) -> frozenset[str]:
    return frozenset(word for line in table.split("\n") for word in line.strip().split("|") if word)


_SOUNDS: Final = (
    "被北背呗备杯倍辈贝碑 车厕测侧撤扯策彻册 撞装砖转桩专钻庄状壮赚攥 掉调吊钓雕 "
    "井进今经警近金净紧筋尽镜静惊锦浸精径阱颈 触出处厨除粗楚促储初础醋 电点店垫颠踮淀殿 煤没每美霉妹梅眉媒 "
    "气起骑器七汽期漆企齐旗棋砌奇弃 漏楼喽篓露 着找早照招造罩噪灶遭糟枣凿 火货活伙豁祸或 救就旧九久酒究揪 "
    "命民名鸣敏明 墙前钱抢千签强欠呛浅歉牵枪 倒道到导刀盗岛稻 砸咋渣炸扎杂闸匝 人扔认任仍忍仁 "
    "落螺摞裸罗锣洛络 水谁睡岁碎 淹烟样眼阳养严沿扬檐盐验言延演洋羊焰 里力理立离沥礼利厉例历粒哩 跳条挑 "
    "砍看扛坎康槛炕抗 流留六溜柳榴刘 血雪学靴薛 晕运云孕允匀 醒行新心信星形幸辛兴杏姓性薪腥 抽臭瞅凑筹 "
    "翻番凡反防放房方饭返范犯烦泛繁 穿窗床传窜串闯川船创 断段短锻端 困捆昆睏 "
    "住主助租注组竹柱筑阻祝蛛足拄猪煮株烛驻 塌他她它踏塔遢榻 埋卖买麦迈 压呀牙押轧哑鸭 河和合盒何喝核荷 "
    "孩还害海 子自直只知枝字纸资指之支置止治至紫 走周粥州 丢 死是时市事四石失实似室使士饰撕 "
    "夹家加假价驾甲嘉佳架嫁 烧少稍捎哨 腿推退 头投透 骨股古鼓顾固估故谷 折这者遮则责 反 "
    "映应英影迎营印引音赢 暑树数书输叔熟鼠属束暑 中种重众终肿钟 毒读独堵肚都渡 杀沙傻纱砂啥 割个各哥歌隔格 "
    "护户互湖胡呼虎 跌叠爹蝶 摔帅甩衰 黑嘿 我卧握窝 觉绝决掘脚 呼 吸西系希细洗喜 然燃 失师诗湿 脑闹恼"
)
"""Characters that sound alike apart from the tone, the endings n and ng, and zh, ch, sh: one stands for all."""

_HEARD: Final = str.maketrans(
    {sign: group[0] for group in reversed(_SOUNDS.split()) for sign in group} | dict.fromkeys("子只", "自")
)

_PHRASES: Final = _words(
    """
    救命|触电|车祸|自杀|抽搐|被车撞|被车压|被车刮|被车碾|被车轧|掉井里|掉河里|掉水里|掉坑里|掉湖里|掉沟里|掉进井|
    掉进河|掉进水|掉进坑|掉江里|掉海里|落水了|人落水|漏电了|被电住|被电到|被电了|他电住|电住甩|煤气漏|煤气罐|煤气泄|
    煤气味报警|煤气味好|煤气味重|煤气味很|煤气味大|燃气漏|燃气味|天然气漏|天然气味|着火|着火了|起火了|失火了|冒黑烟|
    冒浓烟|冒白烟|救救我|救救他|救救她|救救孩|救人啊|墙倒了|墙塌了|房塌了|楼塌了|房子塌|砸到人|砸住人|砸住俩|砸住了|
    砸住两|砸中人|砸了人|压住人|困住了|困在电|跳楼了|要跳楼|跳河了|跳江了|流血了|在流血|一直流血|一直在流|晕倒了|
    昏倒了|没反应|没知觉|没呼吸|叫不醒|喊不醒|摇不醒|翻车了|翻沟里|扎穿|骨折了|腿断了|走丢了|走失了|中暑|中毒了|
    心脏病|救护车|摔倒了|掉下去|掉下来|快救人|快报警|有人跳|砍人|捅人了|头破了|割腕|昏迷|被困|淹死|烧起来
    """
)
_SPARED: Final = _words(
    """
    就明|久明|就民|旧民|旧明|九名|就鸣|九民|出点|出店|出电|处点|储电|厨电|除电|楚店|出殿|车货|车或|车活|车伙|臭出|
    臭处|臭除|臭触|找活|找货|早活|招货|造货|照或|找或|早或|着活儿|灶火|早火|着货|抢到|强到|前到|钱到|抢道|前道|欠到|
    墙到|抢倒|种树|种数|重数|钟书|中书|重书|重树|中数|终输|看人|看任|抗人|店主|点主|没气味|每期|没反映|留学|流学|
    运到|运道|云到|放沟|房车|饭车|防车|放车|反侧|返厕|砸窗|扎传|砸穿|炸串|炸船|砸闯|咋住|砸主|炸到人|扎到人|扎了人|
    个个|推断|退断|透破|头婆|调进去|雕下|调下|调起|调经理|没骑|装车|被车装上|少起来|有人挑|挑漏|钓和|钓河|条漏|
    在留学|留雪|稍起来|烧汽|叫不行|喊不行|看不行|楼电|楼店
    """
)
"""What people mean when they write so."""

_BY_OPENING: Final[defaultdict[str, list[tuple[str, str]]]] = defaultdict(list)
for _phrase in sorted(_PHRASES, key=len, reverse=True):
    _heard = _phrase.translate(_HEARD)
    _BY_OPENING[_heard[:2]].append((_heard, _phrase))


def mend_sounds(text: str) -> str:
    """Return a normalised text in which words of danger are written as they should be; it keeps its length."""
    if text.isascii():
        return text
    heard = text.translate(_HEARD)
    for opening in _BY_OPENING.keys() & map("".join, pairwise(heard)):
        for sound, phrase in _BY_OPENING[opening]:
            at = heard.find(sound)
            while at >= 0:
                written = text[at : at + len(sound)]
                if written != phrase and not any(each in text[at : at + len(sound) + 1] for each in _SPARED):
                    text = text[:at] + phrase + text[at + len(phrase) :]
                at = heard.find(sound, at + 1)
    return text
