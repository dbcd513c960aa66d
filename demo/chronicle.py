"""The history of the sample district before a visitor comes: about forty reports and what happened to them."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import Enum, auto


class Act(Enum):
    """An action on a report."""

    ACCEPT = auto()
    START = auto()
    RESOLVE = auto()
    HOLD = auto()
    BOUNCE = auto()
    REJECT = auto()
    ASSIGN = auto()
    FIXED = auto()
    NOT_FIXED = auto()
    WITNESS = auto()
    WITHDRAW = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """An action, `after` hours after the previous one.

    Attributes:
        detail: The words, the reason of a rejection, the queue that triage chooses, or the witness's name.
        scene: The picture that is sent with it.
    """

    act: Act
    after: float
    detail: str = ""
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One report: a photo of a scene at a place, sent by a rider with a caption.

    Attributes:
        days: How many days ago.
        at: The time of day, or with 0 days how long ago.
    """

    days: int
    at: time | timedelta
    rider: str
    scene: str
    lat: float
    lng: float
    caption: str
    steps: tuple[Step, ...] = ()


def _accept(after: float = 0.2) -> tuple[Step, ...]:
    return (Step(Act.ACCEPT, after),)


def _repair(words: str, scene: str = "", *, after: float = 3, accept: float = 0.2) -> tuple[Step, ...]:
    """Accept, start and resolve; with a photo of the repair if there is a scene for it."""
    return (Step(Act.ACCEPT, accept), Step(Act.START, 1), Step(Act.RESOLVE, after, words, scene))


def _done(words: str, scene: str = "", *, after: float = 3, accept: float = 0.2) -> tuple[Step, ...]:
    """Repair, and let the rider confirm it."""
    return (*_repair(words, scene, after=after, accept=accept), Step(Act.FIXED, 2.5))


_WANG, _LI, _TOM, _ZHANG, _CHEN = "王小虎", "李娜", "Tom", "张师傅", "陈晨"
_COVER, _LAMP, _BINS = "manhole_repaired", "stairwell_lit", "bins_clean"

STORIES: tuple[Story, ...] = (
    Story(20, time(8, 20), _WANG, "manhole_missing", 37.4462, 116.2985, "井盖不见了，就在公交站旁边",
          _done("已装新井盖", _COVER)),
    Story(20, time(8, 20), _LI, "stairwell_dark", 37.4495, 116.3275, "5 号楼三单元楼道灯不亮",
          _done("换了声控灯", _LAMP, after=6)),
    Story(20, time(11, 30), _TOM, "street_light_out", 37.4592, 116.3233, "Street light out near the school gate",
          _done("Lamp replaced", after=5)),
    Story(20, time(17, 10), _ZHANG, "rubbish_overflowing", 37.4652, 116.2820, "垃圾桶满了，臭得很",
          _done("已清运", _BINS, after=2)),
    Story(19, time(9, 0), _CHEN, "pothole", 37.4480, 116.3480, "路面有个大坑，晚上看不见",
          (*_accept(), Step(Act.START, 4), Step(Act.RESOLVE, 48, "已用冷补料填平"), Step(Act.FIXED, 5))),
    Story(19, time(9, 0), _WANG, "bicycles_clutter", 37.4525, 116.3055, "共享单车堵住人行道",
          _done("已摆放整齐", after=1)),
    Story(18, time(7, 40), _LI, "tree_down", 37.4405, 116.2800, "大树枝断了挂在路上",
          _done("已清走断枝", after=4)),
    Story(18, time(16, 30), _TOM, "rubbish_overflowing", 37.4385, 116.3005, "Rubbish everywhere around the bins",
          (*_repair("已清理", _BINS, after=2), Step(Act.NOT_FIXED, 18), Step(Act.ACCEPT, 0.5),
           Step(Act.RESOLVE, 3, "又清了一遍，加了一个桶", _BINS), Step(Act.FIXED, 3))),
    Story(17, time(10, 15), _ZHANG, "manhole_missing", 37.4600, 116.2965, "井盖没了，用树枝挡着",
          (*_accept(0.1), Step(Act.WITNESS, 0.4, _CHEN, "manhole_missing"),
           Step(Act.RESOLVE, 1.5, "已补盖", _COVER), Step(Act.FIXED, 2))),
    Story(17, time(10, 15), _WANG, "pothole", 37.4555, 116.3300, "非机动车道有坑",
          (Step(Act.REJECT, 5, "unclear"),)),
    Story(16, time(8, 50), _CHEN, "stairwell_dark", 37.4425, 116.2920, "地下车库口的楼道灯不亮",
          (*_accept(), Step(Act.RESOLVE, 30, "已换灯泡", _LAMP))),
    Story(16, time(18, 20), _LI, "street_light_out", 37.4470, 116.2790, "两盏路灯不亮",
          _done("Two lamps replaced", after=20)),
    Story(15, time(9, 30), _TOM, "road_flooding", 37.4350, 116.3480, "Road flooding after the rain, knee deep",
          _done("积水已排完", after=1.5, accept=0.1)),
    Story(15, time(9, 30), _WANG, "rubbish_overflowing", 37.4512, 116.2935, "垃圾满溢，堆到路边",
          _done("已清运", _BINS, after=2)),
    Story(14, time(7, 30), _ZHANG, "fire_lane_blocked", 37.4478, 116.3225, "小车占用消防通道",
          (*_accept(0.1), Step(Act.RESOLVE, 0.8, "车主已挪车"), Step(Act.FIXED, 2))),
    Story(13, time(8, 10), _LI, "bicycles_clutter", 37.4633, 116.3483, "单车乱停，盲道被占",
          (*_accept(), Step(Act.RESOLVE, 2, "已清理，并通知运维方"), Step(Act.FIXED, 3))),
    Story(13, time(12, 40), _CHEN, "manhole_missing", 37.4392, 116.3205, "井盖移位，露了半个洞",
          _done("已复位并加固", _COVER, after=1)),
    Story(13, time(12, 40), _WANG, "stairwell_dark", 37.4582, 116.2785, "楼道灯不亮，上楼摸黑",
          (Step(Act.BOUNCE, 3, "这栋楼没有物业，归社区居委会管"), Step(Act.ASSIGN, 2, "committee-northwest"),
           Step(Act.ACCEPT, 1), Step(Act.RESOLVE, 20, "居委会已请电工换灯", _LAMP), Step(Act.FIXED, 4))),
    Story(12, time(9, 45), _TOM, "pothole", 37.4430, 116.3035, "Deep pothole in the bike lane",
          (*_accept(), Step(Act.HOLD, 3, "等沥青料，10 天"))),
    Story(12, time(9, 45), _ZHANG, "tree_down", 37.4672, 116.3105, "树倒了，压在围栏上",
          _done("已锯断运走", after=3)),
    Story(11, time(8, 5), _LI, "rubbish_overflowing", 37.4568, 116.3535, "垃圾没人收，三天了",
          (Step(Act.ACCEPT, 6), Step(Act.RESOLVE, 3, "已清运，调整了收运时间", _BINS), Step(Act.FIXED, 2))),
    Story(10, time(17, 30), _CHEN, "street_light_out", 37.4415, 116.3420, "路灯不亮，整条巷子漆黑",
          _repair("Fuse replaced, all lit", after=22)),
    Story(10, time(8, 0), _WANG, "fire_lane_blocked", 37.4530, 116.2830, "消防通道停满车",
          (*_accept(0.1), Step(Act.START, 0.3), Step(Act.RESOLVE, 0.8, "已清出通道，施划禁停线"),
           Step(Act.FIXED, 3))),
    Story(9, time(8, 30), _ZHANG, "pothole", 37.4612, 116.3362, "井边路面破损",
          (*_accept(), Step(Act.START, 24), Step(Act.RESOLVE, 30, "已修补"), Step(Act.FIXED, 4))),
    Story(9, time(13, 0), _TOM, "bicycles_clutter", 37.4367, 116.2862, "Bicycles obstructing the pavement",
          (Step(Act.REJECT, 2, "out_of_scope"),)),
    Story(8, time(9, 20), _LI, "manhole_missing", 37.4545, 116.3195, "井盖被车压翻，黑洞洞的",
          _done("已换防坠井盖", _COVER, after=1)),
    Story(8, time(9, 20), _CHEN, "rubbish_overflowing", 37.4418, 116.3140, "垃圾桶倒了，撒一地",
          (Step(Act.REJECT, 3, "false"),)),
    Story(7, time(7, 50), _WANG, "tree_down", 37.4485, 116.3385, "断枝挡住半条路",
          (*_accept(), Step(Act.RESOLVE, 5, "已清理"), Step(Act.FIXED, 3))),
    Story(6, time(8, 15), _ZHANG, "stairwell_dark", 37.4370, 116.3035, "楼道灯不亮，老人摔了一跤",
          _done("已换灯并加扶手灯", _LAMP, after=4)),
    Story(6, time(10, 0), _LI, "road_flooding", 37.4500, 116.3005, "下水不畅，道路积水",
          _done("已疏通雨水口", after=2, accept=0.1)),
    Story(5, time(9, 10), _TOM, "stairwell_dark", 37.4622, 116.3420, "Dark stairwell, light is broken",
          (*_repair("已换灯", _LAMP, after=5), Step(Act.NOT_FIXED, 20))),
    Story(5, time(9, 10), _CHEN, "bicycles_clutter", 37.4447, 116.3240, "共享单车倒了一大片",
          _repair("已扶正摆好", after=1)),
    Story(4, time(8, 40), _WANG, "rubbish_overflowing", 37.4335, 116.2830, "绿化带里堆着装修垃圾",
          _accept(2)),
    Story(4, time(16, 50), _ZHANG, "street_light_out", 37.4642, 116.2862, "路灯不亮，下坡路很险",
          (*_accept(15), Step(Act.START, 3))),
    Story(4, time(16, 50), _LI, "pothole", 37.4352, 116.3310, "路面坑洼，外卖都颠洒了",
          (Step(Act.ACCEPT, 16), Step(Act.START, 4))),
    Story(3, time(9, 5), _CHEN, "manhole_missing", 37.4520, 116.3512, "井盖缺失，旁边是学校",
          (*_accept(0.1), Step(Act.WITNESS, 0.5, _TOM, "manhole_missing"),
           Step(Act.RESOLVE, 1, "已补井盖", _COVER))),
    Story(3, time(14, 20), _TOM, "tree_down", 37.4572, 116.3062, "Fallen tree across the bike lane",
          (*_accept(), Step(Act.START, 2), Step(Act.RESOLVE, 3, "已清走"), Step(Act.FIXED, 1))),
    Story(2, time(8, 30), _WANG, "stairwell_dark", 37.4432, 116.2972, "2 号楼楼道灯一闪一闪，楼道灯坏了",
          (Step(Act.BOUNCE, 4, "开发商还没移交，不归我们"),)),
    Story(2, time(11, 0), _LI, "pothole", 37.4655, 116.3270, "刚修的路又坑洼了",
          (Step(Act.ACCEPT, 3), Step(Act.HOLD, 1, "等施工单位返修，6 天"))),
    Story(2, time(17, 40), _ZHANG, "tree_down", 37.4535, 116.3120, "树枝断了，快掉下来了",
          (*_accept(), Step(Act.START, 1))),
    Story(1, time(8, 25), _CHEN, "rubbish_overflowing", 37.4562, 116.3012, "垃圾满溢，快递盒堆成山",
          (*_accept(0.3), Step(Act.RESOLVE, 1.5, "已清运", _BINS))),
    Story(1, time(9, 50), _TOM, "street_light_out", 37.4490, 116.3110, "Street light out at the crossing", _accept(1)),
    Story(1, time(12, 10), _LI, "bicycles_clutter", 37.4602, 116.3160, "单车挤占盲道", (Step(Act.WITHDRAW, 0.03),)),
    Story(1, time(15, 20), _WANG, "pothole", 37.4398, 116.3515, "人行道地砖碎了，有坑"),
    Story(1, time(17, 5), _ZHANG, "stairwell_dark", 37.4515, 116.3452, "8 号楼楼道灯不亮"),
    Story(0, timedelta(minutes=50), _TOM, "street_light_out", 37.4634, 116.3545, "Street light out near the bus stop",
          _accept()),
    Story(0, timedelta(minutes=25), _WANG, "bicycles_clutter", 37.4508, 116.2902, "共享单车乱停放，轮椅过不去",
          _accept()),
)  # fmt: skip
"""Sorted by time, oldest first. Reports of one category are far apart, except those with witnesses."""
