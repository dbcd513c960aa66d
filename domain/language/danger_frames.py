"""What makes a danger in a text ordinary: words that only look like it, and words by which it is not present."""

import re
from enum import Enum
from typing import Final


class Frame(Enum):
    """How a text speaks of what it names: by what words, and how far they reach."""

    MAYBE = "could be, must not be, nearly was: in its clause, before"
    WILL = "will or may: as above, but a threat is none"
    IF = "a supposition: in its sentence, before"
    WHAT_IF = "asked or supposed: in its clause, after"
    NOT = "negated: directly before"
    PAST = "long ago: in its sentence"
    NOW = "just now, after all: in its sentence, against the past"
    HABIT = "time and again: in its clause"
    SOLVED = "over, a mistake, nobody hurt: anywhere"
    TOLD = "a film, a game, the news, a drill: in its sentence"
    ASKED = "asked: in its clause"
    LAUGH = "laughed at: anywhere, against all but a wish to die"
    JOKE = "exaggerated: anywhere, against a mere cry"


def _words(table: str) -> frozenset[str]:
    return frozenset(word for line in table.split("\n") for word in line.strip().split("|") if word)


WORDS: Final = {
    Frame.MAYBE: _words(
        """
        勿|预防|小心|当心|注意|留神|谨防|防止|以防|以免|避免|免得|省得|怕|害怕有|恐怕|担心|生怕|就怕|可能|可能会|容易|
        易|极易|要出|早晚|迟早|说不定|指不定|保不齐|差点|差点儿|差一点|差一点儿|差些|险些|险险|几乎|别再|不得|请勿|
        严禁|禁止|不许|不能|不敢|不想|不至于|等着|等到|等出|除非|才管|才修|是不是要|非得|非要|总有一天|有一天|哪天|
        潜在|随时|万一|差滴点|差啲|差咗|惊会|惊住|could|nearly|before|may|risk|prevent|careful|beware|watch out|mind|
        might|should|almost|until|unless|avoid|risks|risky|danger of|prone|afraid|scared of|scared they|
        worried|worry|fear|fears|likely|easy to|easily|dont want|so that no|in case|one day|some day|someday|
        sooner or later|potential|potentially|would be|someone will|somebody will|are we waiting|did not|didnt|
        does not|doesnt|
        someone may|somebody may|anyone could|anybody could|so nobody|so that nobody|so no one|wait till|
        wait until|waits until|till somebody|till someone|waiting for someone|waiting for somebody|
        waiting for an accident|waiting to happen|going to get hurt|gonna get hurt|gonna get killed|
        gonna die here|bound to|asking for|can cause|could cause|will cause|id like|i wish|wish we|
        wish there|hopefully|hope nobody|hope no one|id kill|keep from|keeps from|stop people|stops people|
        it would|that would|wouldnt|would not|will someday|eventually|imagine|scared that|afraid that|
        worried that|worry that|instead of|rather than|as if|feels like|felt like|feel like|sounds like a|
        looks like a|like a|ought to|supposed to|
        提醒大家|千万别|千万勿|大家小心|大家注意|教你|教大家|容易出
        """
    ),
    Frame.WILL: _words(
        """
        别|能|会|等着|要砸|要倒|要掉|快要|不要|will|may|might|would|would be|going to be|gonna be
        """
    ),
    Frame.IF: _words(
        """
        万一|如果|要是|假如|假使|倘若|若|一旦|若是|真要|要真|真着|真起|suppose|if|what if|in the event|when there is|
        in case of|
        whenever|when someone|when somebody|if someone|if somebody|each time|whether|who do i call|
        who to call|who should i call|what number|should i see|how to report|how do i report|how to|
        how do you|where can i|where is the nearest|can i report|is it possible|do we have|do you have
        """
    ),
    Frame.WHAT_IF: _words(
        """
        隐患|培训|风险|宣传|才管|怎么办|咋办|咋整|怎么处理|谁负责|谁负责任|找谁|咋弄|点算|的话|的危险|危险|演练|演习|
        讲座|事故多发|的可能|概率|时候|怎么预防|怎么报|hazard|risk|prevention|course|one day|some day|
        waiting to happen|awareness|training
        """
    ),
    Frame.NOT: _words(
        """
        不|无|没|没人|没有|没有人|非|不是|未|并未|并没有|没啥|没什么|还没|冇|唔系|毋|no|not|none|nobody|dont|didnt|
        doesnt|never|no one|noone|without|isnt|wasnt|arent|hasnt|havent|not been|no longer
        """
    ),
    Frame.PAST: _words(
        """
        去年|前年|大前年|往年|上个月|上月|上上个月|上周|上星期|上礼拜|上次|上回|前几年|几年前|年前|多年前|月前|天前|
        前几天|前天|前些天|前阵子|前段时间|以前|之前|曾|曾经|过去|当年|小时候|历史上|早年|那年|昨天|昨日|昨晚|昨夜|
        昨儿|头几天|前两天|前两个月|那次|那回|旧年|上年|寻日|琴日|已经灭了|灭了|扑灭|last year|last month|last week|
        last winter|last summer|last spring|last autumn|last time|last night|years ago|year ago|months ago|month ago|
        weeks ago|week ago|days ago|day ago|yesterday|the other day|used to|previously|in the past|once before|
        back in|in 2015|in 2016|in 2017|in 2018|in 2019|in 2020|in 2021|in 2022|in 2023|in 2024|in 2025|history|
        already fallen|on monday|on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday|
        in january|in february|in march|in april|in june|in july|in august|in september|in october|
        in november|in december|last january|last february|last march|last april|last june|last july|
        last august|last september|last october|last november|last december|in may|last may|in spring|
        in summer|in autumn|in winter|in the spring|in the autumn|last term|last monday|last tuesday|
        last wednesday|last thursday|last friday|last saturday|last sunday|last weekend|last fall|when i was|
        when we were|since then|ago|long ago|earlier this year|earlier this month|this spring|this autumn|
        years back|months back|weeks back|after his stroke|after her stroke|after my stroke|who had|
        ever since|the time when|over the winter|at new year|at christmas|happened before|
        happened here before|who fell|who died|who drowned|that caught fire|that collapsed|
        养了三个月|养了两个月|养了半年|打了五针|出院了|已经好了|早就好了
        """
    ),
    Frame.NOW: _words(
        """
        救命|急|现在|快|刚|刚才|刚刚|正|正在|这会|这会儿|眼下|目前|马上|快来|快点|赶紧|赶快|立刻|速来|今早|今天|今晚|
        啱啱|而家|just|just now|now|right now|currently|at the moment|minutes ago|minute ago|hour ago|seconds ago|
        hurry|quick|quickly|asap|urgent|still inside|today|tonight|this morning|
        moment ago|min ago|mins ago|second ago|sec ago|secs ago|hr ago|hrs ago|could not|couldnt|
        been an hour|still there|still in there|please hurry|ambulance
        """
    ),
    Frame.HABIT: _words(
        """
        总有|经常|常常|常有|时常|老是|老有|总是|天天|每天|每晚|每次|每到|每逢|一到|隔三差五|三天两头|好几次|多次|屡次|
        频发|频繁|好几回|年年|每年|每周|不少人|好多人都|often|always|every day|everyday|every night|every evening|
        every morning|every week|every time|every year|every weekend|regularly|keeps happening|constantly|usually|
        frequently|
        whenever|each time|each winter|each summer|every winter|every summer|when it rains|all the time|
        most days|on weekends|at weekends|each week|each morning|each night|after each|after every|
        never fails|people always|keeps on
        """
    ),
    Frame.SOLVED: _words(
        """
        已经灭了|找到了|已找到|回家了|已经回家|已回家|平安|平安到家|送派出所|送到派出所|虚惊|误报|搞错了|弄错了|
        结果是|其实是|原来是|没事没事|人没事|没受伤|没伤人|没伤着|没伤到|没砸着人|没砸到人|没有人受伤|无人受伤|
        无人伤亡|散了吧|已扑灭|扑灭了|没着火|没伤亡|没人受伤|没人伤|没什么大事|没大碍|没大事|人未受伤|测试|试一下|
        测一下机器人|不用管|开玩笑|逗你|狗已救上|nobody hurt|false alarm|turned out|found safe|safe and well|
        all is well|alls well|no one hurt|noone hurt|no one was hurt|nobody was|nobody was hurt|no injuries|
        no one injured|im ok|im okay|i am ok|i am okay|is fine now|all clear|do not send|dont send|just testing|
        testing|only joking|joking|just kidding|has been found|was put out|is out now|have found him|have found her|
        but im fine|but i am fine|hes fine|shes fine|everyone is fine|everyone is ok|everybody is ok|nobody in it|
        no one in it|no one inside|nobody inside|not hurt|wasnt hurt|unhurt|unharmed|
        is back with|is back at|is back home|is back now|are back home|got back home|came home|
        came back safe|was rescued|were rescued|been rescued|got rescued|got us out|got me out|got him out|
        got her out|got them out|recovered|recovering|luckily|thankfully|all fine|doing fine|is safe|
        are safe|safe now|mannequin|dummy|was planned|planned demolition|announced for|only toast|
        an instructor|rehearsal|stunt|who pays|who will pay|compensation|reimburse|pay for my|
        found him safe|found her safe|feeling better|discharged from|out of hospital|home and well|
        just kidding|jk|false call|april fool|already put out|fire is out|its out now|under control now|
        no one was hurt|none hurt|no harm|nothing happened|not a real|not real|fake|plastic one|made of wax|
        dead already years|ambulance took|ambulance has taken|has been taken to hospital|was taken to hospital|
        police took him|police arrested|got arrested|was arrested|were arrested|been arrested|
        救上来了|已经交到|可以撤了|不着急|别担心|安全绳|没人在里面|里面没人|里头没人|找回来了|收工后|救出来了|救下来了|已获救|获救了|脱险了|放保安室|
        已带到社区|送回家了|灭掉了|修好了|已经修好|吉祥|表演|拍照
        """
    ),
    Frame.TOLD: _words(
        """
        培训|游戏|电影|宣传|演练|演习|讲座|玩笑|电视|电视剧|剧里|剧情|昨晚看了|小说|视频里|的视频|片子|新闻|听说|听讲|
        据说|网传|辟谣|谣言|课程|知识|考试|题目|做梦|梦见|梦里|梦到|歌词|歌里|直播间|段子|密室|剧本杀|海报|广播说|
        朋友圈|预案|应急预案|奖励|有奖|单选题|多选题|是不是真|film|game|
        drill|course|song|training|movie|in the news|on the news|tv show|series|episode|novel|poster|dream|dreamed|
        lyrics|video of|podcast|documentary|exam|quiz|saw a film|double points|reward|
        i should like to withdraw|forecast|rumour|rumor|band|concert|festival|
        news says|the news|saw on|read about|read that|in another country|in another city|another city|
        overseas|captcha|menu|storyline|cosplay|costume|halloween|statue|sculpture|
        doll|puppet|scarecrow|poem|advert|commercial|opera|theatre|museum|exercise|in the book|this book|
        netflix|tiktok|youtube|anime|manga|meme|mural|graffiti of|cartoon|drama|
        class on|workshop on|lecture|leaflet|brochure|sticker of|simulation|simulator|
        first aid station|nightmare|like in a|reminds me|joke|jokes|pubg|fortnite|minecraft|
        gta|match today|the match|tournament|playoffs|striker|goalkeeper|penalty|
        短视频|刷到|剧组|拍戏|恐怖片|王者|吃鸡|英雄联盟|队友|血是假|食堂教|动画片|标语|通缉令|墙上贴|玩具|模型|热搜|综艺|纪录片|海姆立克|
        评书|相声|话剧|小品|一朝被蛇咬|减肥计划|作文|诗|展览|皮球
        """
    ),
    Frame.ASKED: _words("为什么|为啥|请问|想问|可不可以|积分|几分"),
    Frame.LAUGH: _words("哈哈|哈哈哈|嘻嘻|嘿嘿|呵呵|hhh|lol|haha|hahaha|lmao|rofl|😂|🤣"),
    Frame.JOKE: _words(
        """
        笑死|丑|可爱|单子|积分|太丑|好吃|好看|太好看|绝了|配色|谁想的|谁设计|设计的|怎么又|哈哈|哈哈哈|嘻嘻|嘿嘿|呵呵|
        太可爱|好可爱|太甜|太贵|好贵|这也太|也太|太难|好难|超时|差评|客户|顾客|头像|密码|账号|上传|改语言|又下雨|
        还没送完|这条路吧|这棵树|app|language|points|hhh|lol|haha|hahaha|lmao|rofl|score|account|photo|picture|change|
        upload
        """
    ),
}
"""The words of each frame, normalised and without apostrophes."""

FRAMELESS: Final = _words(
    "能不能|马上回|晚上回|早上回|路上回|以前面|不知道该不该|年前后|不能动|不能走|不能说话|快要不行|不敢出声|不敢动"
)
"""Words that hide a word of a frame within them."""

SENTENCE_END: Final = re.compile(r"[。!?\n]|\.(?!\d)")
CLAUSE_END: Final = re.compile(r"[,;:。!?\n]|\.(?!\d)|(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
FILLERS: Final = re.compile(
    r"[\W_]|你好|您好|谢谢|麻烦|你们|辛苦了|[啊呀阿吖哇呜了吧哦噢哎呢嘛喂唉诶快来点速]|"
    r"(?<![a-z])(?:please|pls|plz|now|here|quick|quickly|hurry|theres|there is|its|it is|a|an|the|oh|god|omg|i|need|"
    r"send|sir|hi|hello|thanks|thank you)(?![a-z])"
)
"""What says nothing beside a cry or a bare word."""

MISSPELT: Final = _words(
    """
    accident|ambulance|attacked|balcony|bleeding|breathing|bridge|building|burning|children|choking|collapse|
    collapsed|conscious|daughter|drowning|electrocuted|electrocution|elevator|emergency|exploded|explosion|fainted|
    following|fractured|grandma|heatstroke|injured|kidnapped|landslide|manhole|missing|motorbike|overdose|overturned|
    please|poison|poisoned|responding|robbed|scaffolding|seizure|somebody|someone|stabbed|staircase|stairwell|
    strangling|suicidal|suicide|swimming|threatening|trapped|unconscious|underneath|
    kitchen|escalator|machete|bicycle|chimney|railway|platform|ambulances|swallowed|vomiting|allergic|
    pregnant|shouting|screaming|cylinder|chemical|transformer|jumping|strangle|attacking|threatened|
    robbery|hostage|electric|basement|collapsing|crushed|rubble|knocked|crashed|dementia|wandering|
    disappeared|grandmother|grandfather|pensioner|pedestrian|cyclist
    """
)
"""Longer words of danger of which a slip is corrected."""

SWAPPED: Final = _words("knife|stuck|blood|smoke|river|crash|child|drown|knives|woman|fight|flames|dying")
"""Shorter words of danger, of which two swapped letters are put right."""

SPARED: Final = _words(
    """
    jiuming|accidental|accidents|ambulances|attached|attack|attract|balconies|barking|billing|binding|bleaching|bleating|
    blending|boarding|bodies|boiling|bolding|breaching|breaking|breathe|breeding|bribed|bride|bridged|bridges|brigade|
    budding|bulding|bulging|bundling|bunking|bunting|burdening|burying|chalking|checking|chocking|clashing|coking|
    collapses|collapsible|coming|cooking|cracked|dropped|elevated|elevators|emergencies|emerging|explodes|explosions|
    fainter|faintest|fainting|flowing|folding|folloing|follow|followed|following|follows|fracture|fretting|fridge|
    halting|hissing|hosting|hunting|hurting|injures|insured|inured|joking|kissing|knives|leeding|manholes|mashing|
    messing|missed|missile|mission|missus|misting|mixing|moaning|painted|painter|painting|passing|pleased|pleases|
    pointed|poisons|released|responded|responsive|ribbed|ridge|robber|robed|rubbed|seizing|sized|skimming|slimming|
    somebodys|someones|spinning|stable|stabled|stabs|staged|started|strapped|striking|stubbed|swinging|tapped|tapping|
    threading|traipsed|tramped|trampled|trap|tripped|turning|wrapped|
    chickens|kitchens|chemicals|electrics|electrical|jumpings|crashes|crushes|brushed|crashed|crushed|
    clashed|knocks|locked|scouting|shooting|spouting|shutting|streaming|attaching|jogging|bumping|
    dumping|pumping|robberies|hostages|escalators|bicycles|platforms|railways|wondering|pandering|
    bubble|rubbed|collapsing|cylinders|transformers|transform|transformed|pensioners|swallows|swallow|
    chimneys|kitten|kittens|visiting|hosted
    """
)
"""Words that look like a slip in one of them, and are not."""

LOOKALIKES: Final = _words(
    """
    全是烟头|都是烟头|全是烟灰|都是烟灰|一地烟头|满地烟头|火锅底料|
    火葬场|着火葬|火车|打火|打火机|火机|熄火|救命车|下水口|下不去水|骑着|停着|开着|占着|人行|人行道|人行横道|
    人行天桥|人行步道|人民|人工|人孔|人防|人力|人大|人才|人流|人气|人多|人少|人数|人均|人间|机器人|无人|没人|
    没有人|丢人|别人家|人家说|有人吗|人命关天|主人|客人满|商人|艺人|人工湖|仿真人|稻草人|雪人|人偶|假人|人像|
    塑料人|牌子人|人造|火锅|火车站|火腿|火烧|火烧店|驴肉火烧|火烧云|上火|发火|火气|火爆|火辣|火龙|火山|火热|红火|
    红红火火|很火|太火|火箭|火速|火柴|打不着火|点不着火|打着火|生火|着火点|火灾报警|火灾警报|火警器|火灾隐患|消防|
    灭火|灭火器|防火|防火门|耐火|烟火|烟花|点火|关火|香火|火焰山|炮火|水火|火候|火苗秀|火力|热火|军火|怒火|欲火|
    明火|动火|用火|火星子话|救命稻草|救命恩人|救命钱|救命道|救命通道|救命药|救命之恩|救生|救护车道|救护车通道|
    救护车停车|急救培训|急救课|急救站|急救箱|急救中心|笑死|热死|累死|饿死|渴死|冻死|冷死|烦死|气死|急死|吓死|吵死|
    臭死|堵死|困死|丑死|美死|馋死|撑死|闷死|晒死|疼死我|忙死|穷死|怼死|羞死|苦死|爽死|帅死|坑死|难受死|恶心死|
    熏死|呛死|憋死|香死|甜死|酸死|辣死|死胡同|死角|死机|死树|死猫|死狗|死鱼|死鸟|死老鼠|死鸡|死活|死党|封死|钉死|
    锁死|焊死|卡死|停死|哭死|爱死|可爱死|打死也|打死不|打死我也|死贵|死沉|死慢|死循环|死鬼|该死|要死要活|死心|
    死皮|死者家属|早死|死水|死板|打架子鼓|打卡|打车|打印|打球|打电话|打我电话|打牌|打麻将|打游戏|打折|打扫|打开|
    打不开|打烊|打包|打样|打桩|打钻|打孔|打算|打扰|打听|打工|打赏|打工人|打小|打药|打滑|打转|打结|打篮球|打羽毛球|
    打乒乓|打乒乓球|打底|打磨|打招呼|打广告|打气|打雷|抢单|抢不到|抢红包|抢修|抢险|抢票|抢购|抢菜|抢货|抢行|抢道|
    抢时间|抢救室|抢生意|抢车位|抢答|抢座|抢跑|抢先|抢手|抢眼|抢镜|抢着|抢劫似|刀削面|刀片|刀闸|剪刀|修刀|刀具|
    刮刀|磨刀|菜刀店|一刀切|刀刀|跳楼价|跳楼大甩卖|跳楼机|跳闸|跳广场舞|跳舞|跳绳|跳蚤|跳转|跳出|跳过|跳槽|跳票|
    跳桥网红|跳楼甩卖|杀价|杀虫|杀猪|杀菌|杀毒|杀鱼|杀鸡|杀猪盘|杀时间|杀手锏|刺杀戏|杀青|秒杀|自杀式|爆胎|爆单|
    爆满|爆棚|爆米花|爆炸糖|爆炸头|爆炸卡|单子爆炸|爆管|爆裂|水管爆|管爆|爆了|爆料|爆笑|爆肝|爆款|气炸|炸鸡|炸串|
    炸毛|炸裂|炸酱|炸了锅|群里炸|肺都炸|触电影|电影|雷电|充电|没电|停电|来电|供电|用电|放电|带电|带电作业|困难|
    困扰|困惑|困境|贫困|犯困|困了|好困|困在单子|困意|春困|困乏|困倦|困觉|勿困|一困|撞脸|撞衫|撞见|撞大运|撞名|
    撞击声|撞车头|撞色|冲撞|撞钟|防撞|防撞桶|撞坏|撞歪|撞弯|撞断|撞烂|撞飞的|撞掉|撞裂|撞碎|撞凹|撞瘪|撞塌|撞破|
    血亏|血压|血压计|血糖|血汗|血红|鸡血|狗血|血拼|血虐|献血|抽血|验血|血本|心血|血脉|热血|流血车|血水鱼|鱼血|
    猪血|血旺|鸭血|吐血推荐|气得吐血|累吐血|心累|心塞|心疼|心脏病医院|心梗预防|中风险|中风大|中奖|中暑预防|防中暑|
    预防中暑|防暑|天热|晕车|晕船|晕开|晕染|晕死|晕菜|晕乎|眼晕|热晕|饿晕|气晕|笑晕|美晕|香晕|累晕|晕针|转晕|看晕|
    晕头转向|咬牙|咬合|狗咬狗|咬文|咬一口|咬钩|溺爱|淹水|被淹|淹到|淹了|淹没|水淹|沉下去了一块|塌房|天塌|塌台|
    塌腰|股票塌|塌缩|累塌|心态塌|塌塌|软塌塌|埋怨|埋单|埋汰|埋头|掩埋|填埋|埋管|埋线|埋在土里|压根|压价|压力|压缩|
    压实|压坏|高压|气压|水压|低压|压单|压轴|压路|压路机|压得严|碾压局|报警器|报警灯|报警声|烟雾报警|报警电话|
    报警铃|报警按钮|已报警|报警系统|一键报警|报警柱|丢垃圾|丢球|丢分|丢单|丢手绢|丢脸|丢掉|丢在|乱丢|丢弃|丢包|
    被门禁困|门禁困|煤气灶|煤气费|煤气卡|燃气费|燃气表没电|燃气公司|燃气改造|燃气灶|煤气站|天然气表没电|燃气安检|
    燃气卡|煤气罐哪|通气|燃气车|燃气工程|吵架|打架斗殴宣传|劝架|吓我一跳|吓一跳|吓死我了|妈呀|妈的|他妈|他妈的|
    你妈|尼玛|我妈呀|我滴妈|我的妈|我的天|老娘|老子|我去|我靠|姑娘家|到现在|至今|我的车|我车|俺车|俺的车|我家的车|
    我家车|我电动车|我的电动车|我电瓶车|我的电瓶车|我手机|我的手机|我快递|我的快递|我的单|我门口|我楼|我家狗|
    我家猫|help center|help centre|help page|help menu|help desk|helpful|fire drill|fire lane|fire door|fire exit|
    fire escape|fire hydrant|fire station|fire engine|fire extinguisher|fire alarm test|fire hazard|fire risk|
    fire safety|fire brigade|fire truck|fire gate|fire passage|fire road|fire stairs|fire access|fire service|
    fire department access|fire fighter|fire zone|fire path|fire hose|fire appliance|fire sale|fire cabinet|
    fire equipment|fire pit|firework|fireworks|firecracker|fire corridor|fire code|fire way|fire pump|
    fire assembly|fire warden|fire inspection|fire marshal|fire point|fire sign|fire box|fire curtain|
    fire regulations|fire route|fire rated|fire stick|fire emoji|fire place|fire crew access|fire resistant|
    fire prevention|dumpster fire|campfire|open fire|fire tv|fire stopping|smoke detector|smoke alarm battery|
    smoke break|smoke shop|smoke vent|smoke free|smokers|crash barrier|crash mat|crash course|crash diet|
    app crash|app crashed|app keeps crashing|crash log|trapped rainwater|water trapped|leaves trapped|
    rubbish trapped|trapped wind|tourist trap|speed trap|bear trap|trap door|dead end|dead tree|dead battery|
    dead cat|dead rat|dead dog|dead bird|dead fish|dead zone|dead leaves|dead lamp|dead animal|dead body language|
    killer hill|killer queue|killer app|killer whale|killing me|killing us|this is killing|killed the mood|
    kill time|kill switch|weed killer|murder mystery|blood pressure|blood test|blood donation|bloody|
    bleeding heart|bleeding council|bleeding radiator|bleed the|blood orange|blood moon|heart of|heart attack at|
    heart broken|heartbreaking|by heart|heart warming|heartless|stroke of|brush stroke|two stroke|gas bill|
    gas stove for|gas station|gas company|gas works|gas meter reading|gas oven for|gas card|gas price|petrol|
    gas guzzler|gas is cheap|gas money|gas mask|gas engineer visit|shock absorber|culture shock|sticker shock|
    shocked|shocking|shocking state|hit a pothole|hit the pothole|hit the brakes|hit the road|hit and miss|
    hit show|big hit|hit song|hit me up|hit the kerb|hit the curb|hit rate|hit by potholes|missing tiles|
    missing sign|missing cover|missing manhole|missing my|missing out|missing order|missing item|missing bolts|
    lost property|lost dog|lost cat|lost my keys|lost my phone|lost my wallet|lost and found|lost signal|
    lost connection|knife sharpener|jump start|jump it|jump the|jump rope|jump on|jumper|bungee jump|jump scare|
    fight for orders|fight scene|food fight|snowball fight|first aid course|first aid kit|emergency exit|
    emergency light|emergency lighting|emergency lights|emergency phone|emergency room|emergency door|
    emergency stairs|emergency vehicle|emergency services access|emergency access|emergency lane|
    emergency call button|emergency gate|emergency entrance|emergency contact|ambulance bay|police car parked|
    police station|stuck in traffic|stuck on the registration|stuck in a loop|stuck button|
    hand painted|hand-painted|hand made|hand rail|hand rails|hand sanitizer|head light|head lights|
    foot path|foot bridge|foot way|leg room|second hand|on the other hand|by hand|arm rest|gate arm|
    barrier arm|head lamp|left hand side|right hand side|left hand|right hand lane|hand dryer|hand wash|
    eye sore|on foot|at the foot|foot of the|head of the|mouth of|face of the|back of the|at the back|
    in the back|back door|back gate|back street|back lane|back home|back yard|body shop|back row|
    size of my arm|size of my hand|size of my head|size of my fist|eye level|head height|knee high|
    chest high|at toddler height|child height|fire engine entrance|fire lane in|stuck at verification|
    fire wardens|bleeding radiators|hit song|knock on wood|shot of|screen shot|snap shot|long shot|
    hot shot|mug shot|water shoot|shooting a film|photo shoot|photo shooting|bus shooting|gas works|
    kick off|kick scooter|kicked the bucket|beat box|heart beat|stick insect|bottle bank|bottle neck|
    brick wall|chain store|hammer drill|gun metal|glue gun|heat gun|nail salon|acid rain|chain link
    """
)
"""Words that contain a word of danger and mean nothing of it."""

WHOLE: Final = _words(
    """
    脚手架|煤气管|燃气管|天然气管|头盔|落水管|绊倒|木头|石头|砖头|灶头|桥头|街头|裤腿|桌腿|脚踏板|手机|手套|扶手|把手|
    手续|手推车|洗手间|洗手|二手|烘手机|手工|手写|手环|顺手|随手|老头|老头子|尽头|源头|头像|车头|龙头|水龙头|插头|接头|镜头|
    探头|码头|锄头|斧头|里头|外头|下头|上头|高头|后头|前头|背面|背后|眼看|眼下|眼前|沟眼|猫眼|打火|人行道|电线杆|
    路灯杆|抽烟|抽水|抽粪|抽屉|抽奖|抽查|抽空|抽干|抽紧|抽调|高速口|高速路口|刷脸|脸盆|脸皮|挂面|门面|腰带|
    臭死人|火大|救火队员|想死你|想死你们|塞爆|抢钱|抽风改|恐怖|电击器|跑断|简直抢劫|简直是抢|像抢劫|爆炸似|烟头|烟灰|
    救水火|没气味|电梯厅|电梯口|车窗户|掉价|掉链子|掉队伍|卡扣|血管|水泥|水表|水果|水管|河北|河南|山东|山西|江苏|
    海鲜|海报|海尔|湖北|湖南|树叶|门禁|门卡|门票|火车站|火车票|气管凿|天桥|桥洞下|死胡同|肉夹馍|夹子|夹缝|夹板|三夹板|
    抓紧|抓拍|打开|打不开|打扫|打车|打电话|打给|打了满分|打五针|打卡|翻山|翻新|翻修|翻盖|翻斗|推车|推着走|心塞|跳水|
    冷库门口|厕所门|公厕门|爬山虎|爬虫
    """
)
"""Words that mean nothing of what is written within them."""

COMMON: Final = _words(
    """
    了|一|的|不|上|水|下|车|个|路|人|我|来|没|在|电|都|里|着|楼|口|门|灯|到|
    大|地|去|盖|井|管|小|头|出|走|家|边|还|气|老|线|三|请|井盖|掉|把|树|多|
    要|门口|了一|倒|进|修|路灯|工|一个|动|打|坑|漏|手|满|垃圾|被|断|黑|快|站|
    从|味|堵|冒|热|又|铁|给|机|冰|雪|小区|孩|住|杆|跟|没有|火|底下|消防|让|坏|
    全是|我们|断了|有人|别|脚|一下|关|沟|求|塌|下水|压|楼道|五|充电|臭|拉|死|粪池|
    没人|破|接|跑|带|啊|墙|裂|风|看不
    """
)
"""Beginnings of words that stand in many ordinary texts, and so say little of danger by themselves."""
