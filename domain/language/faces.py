"""Laughs, sobs and faces written in letters."""

import re
from typing import Final

_BY_NAME: Final = (
    "微笑|撇嘴|色|发呆|得意|流泪|害羞|闭嘴|睡|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|囧|抓狂|吐|偷笑|愉快|白眼|傲慢|困|惊恐|憨笑|悠闲|"
    "咒骂|疑问|嘘|晕|衰|骷髅|敲打|再见|擦汗|抠鼻|鼓掌|坏笑|鄙视|委屈|快哭了|阴险|亲亲|可怜|笑脸|生病|脸红|破涕为笑|恐惧|失望|无语|"
    "嘿哈|狗头保命|狗头|doge|捂脸|奸笑|机智|皱眉|耶|吃瓜|加油|汗|天啊|社会社会|旺柴|好的|打脸|哇|翻白眼|666|叹气|苦涩|裂开|嘴唇|爱心|心碎|拥抱|强|弱|握手|"
    "胜利|抱拳|勾引|拳头|合十|啤酒|咖啡|蛋糕|玫瑰|凋谢|菜刀|炸弹|便便|月亮|太阳|庆祝|礼物|红包|福|烟花|爆竹|猪头|跳跳|发抖|转圈|"
    "笑哭|赞|哭|怒|笑|心|鲜花"
)
"""The names that Chinese chat programs write in brackets for a face."""

_SOUNDS: Final = (
    r"[哈呵嘿嘻呜嘤哼噗嗝吼桀嗷汪喵略咳哇喔哟啧嘎咯]{2,}|233+|666+|h{3,}|w{3,}|(?:ha|he|hi|ja){2,}h?|(?:hia|kia|gia|hei|hu){2,}|红红火火恍恍惚惚|a?(?:ha){2,}|bwa(?:ha)+|"
    r"(?:lo)+l+|lmf?ao+|rofl|xd+|orz|otz|q[awvu]q|tat|t[_.]t|owo|uwu|emm+|hmm+|xswl|yyds|awsl|笑死(?:我了|我|了)?|笑不活了?|笑哭|嗯哼|噗|唉+|呃+|哎[哟呦]喂?|啧"
)
_DRAWN: Final = r":3|;_;|>_<|\^_*\^|[xo=~]_[xo=~]|[:;=]-?[)(dpo]+|<3+"

FACE: Final = re.compile(
    rf"\[(?:[a-z]{{1,12}}|{_BY_NAME})\]|(?<![a-z0-9])(?:{_SOUNDS}|{_DRAWN})(?![a-z0-9])|(?<![哈呵])[哈呵](?![哈呵啰罗喽])"
)
"""One of them in a normalised text."""
