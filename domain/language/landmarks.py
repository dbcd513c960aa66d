"""Word tables for spots in Chinese and English: parts of buildings, landmarks, and their sides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final


def _words(table: str) -> tuple[str, ...]:
    return tuple(table.split())


def _any(table: str) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(table.split(), key=lambda word: (-len(word), word)))


PLACES: Final = _words(
    "小区 学校 小学 中学 高中 初中 大学 学院 幼儿园 医院 卫生院 卫生室 诊所 药店 药房 银行 酒店 宾馆 旅馆 饭店 餐厅 "
    "餐馆 食堂 公园 广场 商场 商城 超市 便利店 市场 菜市场 农贸市场 大厦 大楼 写字楼 办公楼 教学楼 宿舍楼 公寓 花园 "
    "家园 家属院 新村 社区 居委会 村委会 街道办 派出所 公安局 消防站 加油站 充电站 停车场 车站 汽车站 火车站 高铁站 "
    "地铁站 公交站 驿站 快递站 快递点 服务站 服务中心 营业厅 邮局 法院 工地 工厂 厂区 公司 仓库 体育馆 图书馆 博物馆 "
    "电影院 影院 网吧 理发店 奶茶店 包子铺 火锅店 烧烤店 水果店 早餐店 面馆 饭馆 五金店 书店 花店 眼镜店 蛋糕店 "
    "小卖部 修车铺 洗车店 健身房 浴池 澡堂 售楼处 物业 教堂 清真寺 "
    "立交桥 天桥 人行桥 大桥 小桥 苑 嘉园 新城 学府 华府 "
    "保健院 美食城 购物中心 老桥 铁路桥 涵洞 "
    "隧道口 中心 国际 名苑 佳苑 嘉苑 雅苑 肯德基 麦当劳 "
    "蜜雪冰城 星巴克 瑞幸 沃尔玛 华联 大润发 KFC KTV 急诊楼 门诊楼 "
    "住院部 住院楼 综合楼 办公室 风景区 景区 会所 公馆 美食街 步行街 商业街 夜市 地铁口 商铺 4S店 服务区 党群服务中心"
)
"""Places that have a name of their own: 实验小学, 阳光小区."""

THINGS: Final = _words(
    "公交站牌 公交站台 公交车站 站牌 站台 快递柜 丰巢 垃圾桶 垃圾箱 垃圾站 垃圾房 垃圾分类点 公厕 厕所 公共厕所 "
    "卫生间 门卫室 门卫 保安亭 保安室 岗亭 传达室 报刊亭 凉亭 配电箱 配电室 变电箱 变压器 电箱 电表箱 井盖 雨水口 "
    "消火栓 消防栓 路灯杆 路灯 灯杆 电线杆 电杆 广告牌 宣传栏 公告栏 健身器材 健身区 篮球场 操场 滑梯 喷泉 雕塑 假山 "
    "大树 槐树 花坛 车棚 自行车棚 充电桩 充电棚 红绿灯 斑马线 "
    "人行横道 电梯 单元门 单元 楼栋 楼梯 围墙 大门 车库 地库 "
    "院子 换电柜 取餐柜 饮水机 石墩 道闸 门岗 电动车棚 铁塔"
)
"""Things in a street or building: a landmark if a side follows, otherwise the problem itself."""

BESIDE: Final = _words(
    "旁边 旁 边上 边儿上 对面 斜对面 正对面 对过 斜对过 对门 马路对面 门口 大门口 正门口 后门口 侧门口 北门口 南门口 "
    "东门口 西门口 门前 门外 门里 前门 后门 侧门 正门 旁门 小门 东门 西门 南门 北门 东北门 西北门 东南门 西南门 "
    "东大门 西大门 南大门 北大门 楼下 楼前 楼后 楼顶 楼上 楼道口 楼梯口 楼门口 前面 前边 前方 后面 后边 后头 背后 "
    "后身 后墙 左侧 右侧 左边 右边 左手边 右手边 东侧 西侧 南侧 北侧 东边 西边 南边 北边 东面 西面 南面 北面 东头 "
    "西头 南头 北头 东首 西首 东北角 西北角 东南角 西南角 东北侧 西北侧 东南侧 西南侧 以东 以西 以南 以北 隔壁 附近 "
    "拐角处 拐角 转角处 转角 拐弯处 墙角 墙边 墙根 出入口 入口处 出口处 入口 出口 进口 进门处 尽头 下面 底下 跟前 "
    "之间 中间 外面 墙外 围墙外 室外 楼外 台阶上 台阶下 路东 路西 路南 路北 路边 外侧 内侧 出站口 进站口 检票口 院内 "
    "斜坡下 上面 上头"
)
"""Sides of a place or a thing."""

PARTS: Final = _words(
    "楼道口 楼梯口 楼梯间 楼门口 电梯口 电梯间 电梯厅 "
    "单元门口 单元楼下 地下车库 地下停车场 地下室 地下通道 顶楼 顶层 "
    "楼顶 天台 消防通道口 室外楼梯"
)
"""Parts of a building that are exact enough alone."""

ROOMS: Final = _words("楼道 走廊 过道 连廊 门厅 大厅 大堂 平台 消防通道 楼梯")
"""Parts of a building that are exact enough only after its number."""

CROSSINGS: Final = _words(
    "十字路口 丁字路口 三岔路口 交叉路口 红绿灯路口 红绿灯 交叉口 交汇口 交汇处 交界处 相交处 路交口 交口 路口 道口 "
    "街口 巷口 胡同口 村口 桥口 桥头 桥下 桥洞"
)
"""Where roads meet or end."""

SHOPS: Final = _any(
    "商铺 铺位 铺 摊位 摊 店铺 店面 店 门面房 门面 门市 "
    "车位 车库 充电桩 仓库 厂房 站台 出入口 出口 入口 口 窗口 桥墩 "
    "岗 电梯口 电梯旁 电梯间"
)
"""What is numbered, as in 12号铺."""

DOORS: Final = frozenset(
    _words(
        "门口 门前 门外 前门 后门 侧门 东门 西门 南门 北门 "
        "大门口 对面 斜对面 斜对过 隔壁 楼下 东大门 西大门 南大门 北大门"
    )
)
"""Any name may precede these, known or not: 三院门口, 老王饺子馆对面."""
NO_DOOR: Final = _words(
    "雨后 雪后 早上 晚上 上午 中午 下午 每天 今天 昨天 现在 目前 "
    "经常 大家 全是 到处 马路 垃圾 井盖 杂物 积水 人家 家家 自家"
)
"""Words that are not such names."""

ENDS_NAME: Final = frozenset(
    "在到从于是有把被我你他她它这那就的了着过还又也都很没不说看见给让叫离挨靠近隔请问呢吗吧啊哦嗯呀哎喂去往向跟个来"
    "扔堆乱满坏破漏断倒掉丢停放占挡堵闪亮灭积淹冒流臭脏烂塌陷裂翘松晃缺少挂拆撞摔滑骑走送取拍等写贴晒烧喊吵报旁边处"
    "与和及、，。；：！？,;:!?()（）「」“”\"'…·~-—/\\\n\t 　"
)
"""Characters that no place name contains, to the left of its kind, except as below."""


def _by_character(names: str) -> Mapping[str, Sequence[str]]:
    """Return the names by each of their characters that ends other names."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names.split():
        for character in ENDS_NAME.intersection(name):
            found[character].append(name)
    return found


NAMES_WITH_THEM: Final = _by_character(
    "和平 和谐 和顺 和美 解放 向阳 来福 流芳 清流 及第 开放 到位 明亮 百亮 积善 满堂 停云"
)
"""Names that contain such a character after all."""

EN_PLACES: Final = _any(
    "school kindergarten nursery hospital clinic pharmacy bank hotel restaurant canteen cafe café park square mall "
    "supermarket market shop store office tower plaza library museum cinema gym church mosque temple station depot "
    "garage playground court pitch bridge footbridge underpass tunnel canal river pond community compound estate "
    "neighbourhood neighborhood university college factory warehouse site kfc mcdonald's mcdonalds starbucks bakery "
    "barber laundry hairdresser salon kiosk booth house building block flats apartments dormitory pub bar "
    "shed"
)
"""English words for places."""

EN_THINGS: Final = _any(
    "gate gates entrance exit stop shelter crossing crosswalk roundabout corner lobby stairwell staircase stairs "
    "landing lift elevator basement rooftop roof courtyard forecourt driveway ramp platform hydrant transformer "
    "lamppost streetlight lamp-post stand slide swing pole bin "
    "bins dumpster bench fountain statue tree noticeboard billboard sign "
    "toilet toilets fence wall hut guardhouse guardroom "
    "gatehouse locker lockers charger post mailbox postbox manhole "
    "drain light lamp door doorway window steps bend alley carpark lot zebra counter"
)
"""English words for things in a street or building."""

EN_PRECISE: Final = _any(
    "gate gates entrance exit stop shelter crossing crosswalk roundabout corner lobby stairwell staircase stairs "
    "landing basement rooftop courtyard forecourt ramp platform guardhouse gatehouse doorway steps stairway bend"
)
"""Words that give the exact spot after *at* or *in*."""

EN_ROADS: Final = _any("road rd street st avenue ave lane ln boulevard blvd drive highway hwy alley")
"""Kinds of roads."""

EN_STARTS: Final = frozenset(
    _words(
        "corner junction intersection crossing crossroads north "
        "south east west northeast northwest southeast southwest "
        "northern southern eastern western north-east north-west south-east south-west "
        "ne nw se sw left right back front "
        "rear far main side building block bldg bldg. tower house entrance gate unit stairwell staircase lobby shop "
        "stall exit platform lane hall wing bay level floor pole lamp lamppost street streetlight pillar phase zone "
        "villa dorm pier booth first second third fourth fifth "
        "sixth seventh eighth ninth tenth ground top upper lower "
        "basement no no. just directly behind opposite next beside besides outside in across underneath under below "
        "above near close adjacent between past by against door doors "
        "one two three four five at on inside from over bus "
        "tram taxi"
    )
)
"""Words that an English spot may begin with, besides numbers and names."""
