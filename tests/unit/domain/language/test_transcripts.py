"""What a recogniser makes up of silence is no words; what is said stays."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.transcripts import words_of

SILENT = (
    "", " \n ", "。", "…", "[BLANK_AUDIO]", "（音乐）", "[音乐] [音乐]", "(wind blowing)", "*sighs*", "♪♪♪", "🎼",
    "字幕由Amara.org社区提供", "字幕由 Amara.org 社群提供", "中文字幕志愿者 李宗盛",
    "字幕志願者 楊棟樑", "字幕by索兰娅",
    "谢谢观看", "谢谢大家的观看", "感谢您的收看！", "謝謝觀看", "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
    "明镜需要您的支持 欢迎订阅明镜", "优优独播剧场——YoYo Television Series Exclusive", "我们下期再见", "谢谢大家",
    "Thank you.", "Thanks for watching!", "Thank you so much for watching.", "you", "Bye bye.", "Bye.", "嗯。",
    "Subtitles by the Amara.org community", "Please subscribe to my channel.", "See you in the next video!",
    "的的的的的的的的", "啊 啊 啊 啊 啊 啊", "you you you you you you you",
    "<|zh|><|NEUTRAL|><|BGM|><|woitn|>", "<|nospeech|><|EMO_UNKNOWN|><|Event_UNK|><|woitn|>",
)  # fmt: skip


@pytest.mark.parametrize("transcript", SILENT)
def test_silence_has_no_words(transcript: str) -> None:
    assert words_of(transcript) == ""


@pytest.mark.parametrize(
    ("transcript", "words"),
    [
        ("解放大道新湖路口井盖丢了", "解放大道新湖路口井盖丢了"),
        (" 解放大道新湖\n路口井盖丢了。\n", "解放大道新湖路口井盖丢了。"),
        ("解 放 大 道 井 盖 丢 了", "解放大道井盖丢了"),
        ("<|zh|><|NEUTRAL|><|Speech|><|woitn|>路灯不亮", "路灯不亮"),
        ("路灯不亮😡", "路灯不亮"),
        ("路灯不亮 字幕由Amara.org社区提供", "路灯不亮"),
        ("路灯不亮。谢谢观看！", "路灯不亮。"),
        ("The manhole cover\n is gone. Thanks for watching", "The manhole cover is gone."),
        ("在 KFC 门口", "在 KFC 门口"),
        ("谢谢，路灯修好了", "谢谢，路灯修好了"),
        ("广场大屏字幕坏了", "广场大屏字幕坏了"),
        ("3号楼3号楼，路灯不亮", "3号楼3号楼，路灯不亮"),
        ("救命救命救命", "救命救命救命"),
        ("救命！" * 7, "救命"),
        ("Help! " * 5, "Help"),
        ("路灯不亮。" * 12, "路灯不亮"),
        ("快来快来快来快来，有人被撞了", "快来快来快来快来，有人被撞了"),
    ],
)
def test_what_is_said_stays_in_one_line(transcript: str, words: str) -> None:
    assert words_of(transcript) == words


@pytest.mark.parametrize("part", ["ab", "井盖坏了", "字幕", "谢谢", "（", "Amara.", "subscribe "])
def test_a_text_without_end_is_read_in_no_time(part: str) -> None:
    begun = process_time()
    assert len(words_of(part * 60_000)) <= 4096
    assert process_time() - begun < 0.3


@given(st.text())
def test_words_are_the_same_when_read_again_and_never_more_than_what_was_written(transcript: str) -> None:
    words = words_of(transcript)
    assert len(words) <= len(transcript)
    assert words == " ".join(words.split())
