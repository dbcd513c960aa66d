"""Word tables of phrase reading: negation, landmarks, settled problems, and talk that is no report."""

import re


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split("|"))


# A clause with one of these is a question, thanks, a warning or a supposition, not a report.
CHATTER = _words(
    "积分|几分|多少分|加分|得分|扣分|排名|排行|徽章|勋章|抽奖|兑换|提现|怎么上报|怎么报|咋报|咋上报|如何上报|怎样上报|能报吗|能不能报|"
    "可以报吗|怎么拍|怎么用|怎么操作|怎么填|哪里报|在哪报|归谁管|归哪|哪个部门|哪个单位|谁负责|哪里能|哪儿能|哪里可以|哪里有|哪有|在哪充|"
    "去哪充|如果|要是|假如|万一|比如|例如|譬如|笑死|坑人|坑爹|太坑|真坑|坑我|坑骑手|被坑|挖坑|入坑|累坏|饿坏|冻坏|吓坏|乐坏|坏人|"
    "坏心情|坏天气|坏消息|坑位|堵车|倒霉|倒车|倒是|倒数|"
    "point|points|score|badge|leaderboard|rank|ranking|how do i|how to|how can i|how does|where can i|"
    "what should i|can i report|who is responsible|what if|if|for example|e.g.|lol|what counts|which categories"
)

# Beside one of these, a state without a known thing (broken, gone) is about the rider's own affairs.
OWN_AFFAIRS = _words(
    "手机|头盔|餐箱|保温箱|外卖箱|箱子|app|软件|系统|账号|小程序|登录|闪退|机器人|客户|顾客|商家|站长|订单|接单|派单|跑单|单子|超时|差评|"
    "罚款|工资|奖金|保险|社保|合同|平台|外卖|餐|汤|奶茶|电话|微信|群|我车|我的车|俺车|俺的车|我电动车|我的电动车|俺电动车|我电瓶车|"
    "我的电瓶车|我电瓶|我的电瓶|电瓶|车子|车灯|大灯|轮胎|刹车|链条|钱包|钥匙|身份证|雨衣|手套|衣服|裤子|鞋|耳机|快没电|太堵|心情|脾气|肚子|天气|培训|报名|团建|电影|游戏|"
    "my bike|my ebike|my e-bike|my scooter|my phone|my helmet|my battery|my app|the app|this app|my account|my order|"
    "order|my tyre|my tire|my brake|my wallet|my key|customer|restaurant|my salary|insurance|movie|game|training|"
    "weather|bot|phone|my leg|my back|my heart|heart|mood|my mind|joke"
)

# A clause with one of these says that the problem is solved …
SETTLED = _words(
    "修好了|修好啦|已修好|已经修好|修复了|已修复|已经修复|修完了|换好了|换新的了|已更换|已经换了|清理了|清理完了|清理干净|清走了|清干净|"
    "已清理|收走了|搬走了|挪走了|拖走了|运走了|疏通了|疏通好|补好了|补上了|填上了|填平了|盖上了|盖好了|装好了|扶起来了|扶正了|恢复了|"
    "已恢复|恢复正常|解决了|已解决|处理好了|处理完了|已处理|没问题了|没事了|正常了|都正常|很正常|一切正常|亮了|又亮了|找到了|已找到|回家了|"
    "fixed|repaired|been replaced|was replaced|cleaned up|cleared|resolved|sorted out|back on|works again|"
    "for fixing|for repairing|for cleaning|working again|working fine|works fine|is fine|are fine|all good|"
    "is ok|is okay|are ok|looks good|been found|was found|is back"
)
# … unless it also says that the problem is back, or only wishes it were solved.
UNSETTLED = _words("又|再次|still|again|since")
WISHES = (
    *("没人", "赶紧", "快点", "尽快", "什么时候", "啥时候", "能", "要", "等", "没给", "还没"),
    *("be ", "get it ", "get this ", "get ", "n't been ", "not been ", "never been ", "need ", "to be "),
)

# Directly before a word, these negate it.
NEGATIONS = (
    *("没", "没有", "未", "不", "不是", "没什么", "没再", "无", "没发现", "没看见"),
    *("not ", "no ", "n't ", "never ", "without ", "no more ", "n't any ", "not any ", "not a ", "n't a ", "not the "),
)
NOT_NEGATIONS = ("是不", "是不是", "要不", "对不", "差不")

# After or before a thing, these make it a landmark, not the problem.
BEHIND_LANDMARK = re.compile(
    r"(?:杆子?|那|这|站|牌|上|的|口|门口|儿|大门)?(?:那边|这边|那儿|那里|这里|旁|边上|边儿|附近|跟前|对面|斜对|对过|"
    r"前面|前边|前头|后面|后边|后头|背后|左边|右边|左侧|右侧|东侧|西侧|南侧|北侧|东边|西边|南边|北边|东面|西面|南面|北面|"
    r"下面|下边|底下|上面|上头|上边|外面|外边|门口|隔壁|近处|不远|往东|往西|往南|往北)"
)
BEFORE_LANDMARK = ("靠近", "挨着", "紧挨", "紧邻", "临近", "对着", "靠着", "靠近那个", "挨着那个")
BESIDE_IN_ENGLISH = re.compile(
    r"\b(?:next to|near|nearby|besides?|by|under|behind|opposite|at|outside|across from|below|above|close to|around|"
    r"past|before|after|between|in front of|along|against|(?:left|right|north|south|east|west) of)"
    r"(?: the| a| an| my| our| that| this| some| big| old)* $"
)
LONGEST_BESIDE = 28

# What may follow a hint in its clause without adding meaning.
NOTHING_MORE = re.compile(r"[\s啊呀呢吧哦哎了!~]*(?:(?:here|there|again|pls|please|problem)\s*)?(?=[^\w\s]|\n|$)")
