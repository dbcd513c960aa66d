"""What map apps write around a link that they share: their own words, and the address of the place."""

import re
from typing import Final

_APP: Final = r"(?:(?:高德|百度|腾讯|苹果|谷歌)地图|Google\s?(?:Maps|地图)|Apple\s?(?:Maps|地图)|AMap|Baidu\s?Maps?)"
_HEADING: Final = rf"[【\[(（]\s?(?:来自|分享自)?{_APP}(?:分享)?\s?[】\])）]"
_OPENING: Final = (
    rf"我?(?:正在|刚刚)?(?:在|用|来自|分享自|通过){_APP}(?:APP|App)?上?(?:发现|看到|找到|分享|推荐|给你)?了?"
    r"(?:一个|个|这个)?好?(?:地点|地方|位置|路线)?(?:给你)?[:：，,！!]?"
)
_CLOSING: Final = (
    r"(?:快|一起)来看看(?:吧|呀)?[！!。~]?|分享给你[！!。~]?|(?:点击|打开)(?:以下|下面|这个)?链接查看(?:详情|位置)?[：:。!！]?"
    r"|复制(?:这段|此|本)[^\n]{0,30}打开[^\n]{0,20}"
)
_PIN: Final = (
    r"^[ \t]*(?:Dropped pin|Pinned location|Marked Location|My Location|Shared location|已?放置的图钉|"
    r"已?标记的?位置|已固定的地点|我的位置|共享的?位置)(?=\s|\Z)"
)
_BEHIND: Final = r"(?=[\s，。,；;]|\Z)"
_ENDS: Final = (
    r"(?:路|街|道|巷|胡同|号|院|楼|层|室|米|(?<!门)口|村|镇|乡|处|大厦|广场|小区|中心|市场|商场|公园|车站|[)）])"
)
"""An address that goes on behind these has the rider's words in it, and stays."""

_AREA: Final = (
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?[市州盟]){0,2}[\u4e00-\u9fff]{1,8}?[市区县旗]"
)
_ADDRESS: Final = rf"(?<!\S){_AREA}[\u4e00-\u9fffA-Za-z0-9()（）·-]{{1,60}}?{_ENDS}{_BEHIND}"
_LABELLED: Final = (
    rf"【?(?:详细)?地址】?[:：]?\s?(?<=[】:：\s])[^\s，。,；;]{{1,60}}{_ENDS}{_BEHIND}"
    rf"|【?(?:电话|评分|人均|营业时间)】?[:：]\s?[\d.:：~—–-]{{1,30}}[分元]?{_BEHIND}"
)
_LABEL: Final = r"【?(?:名称|地点|位置|链接)】?[:：]\s?(?=\S)|【(?:名称|地点|位置|链接)】\s?"

_OWN_WORDS: Final = (_HEADING, _OPENING, _CLOSING, _LABELLED, _LABEL, _PIN, _ADDRESS)
_SPACES: Final = re.compile(r"[ \t\u3000]{2,}")
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
_SEAM: Final = " \t\n\u3000,，;；、:："


def without_share_words(rest: str) -> str:
    """Return the words beside a map's link without those that the map's app wrote; the name of the place stays."""
    for words in _OWN_WORDS:  # the first text with a link pays for compiling them, not each start
        rest = re.sub(words, "", rest, flags=re.IGNORECASE | re.MULTILINE)
    return _EMPTY_LINES.sub("\n", _SPACES.sub(" ", rest)).strip(_SEAM)
