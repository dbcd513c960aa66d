"""Parts of what is said in English, to be combined by rules, for `domain.language.intents`."""

from collections.abc import Mapping
from typing import Final

SIGNS: Final[Mapping[str, str]] = {
    "thanks": (
        "good news|great news|quick response|fast response|prompt response|response time|quick reply|fast reply|"
        "quick work|fast work|thank you for {the update/the reply/your reply/your response/replying/coming/"
        "letting me know/fixing/the info/helping/your help/your time/your work}|thanks for {the update/the reply/"
        "your reply/your response/replying/coming/fixing/helping/the info}|ta|obliged|sincere thanks|many thank|"
        "with thanks|gratitude|brill|wicked|stellar|quality service|prompt|promptly|most helpful|all the best|"
        "commend*|compliment*|hat off|well handled|made my day|credit to|nice job"
    ),
    "done": (
        "good as new|gone now|is gone|been removed|been collected|clean now|clear now|no longer|is back|are back|"
        "got sorted|got done|taken away|as promised"
    ),
    "still": ("now the one|next to it|the other|yet another|also the|also there|next door|but now"),
    "greeting": (
        "on shift|on duty|evenin|good evenin|mornin all|hello is this thing on|"
        "good {morning/evening/afternoon/day/night} from|evening|hi there|hello there|anybody on|is this on|peace|"
        "whats new|what is new|happy {new year/holidays/friday/easter/diwali/eid/christmas}|new rider here|"
        "just joined|my first day|how are we|how are ya|hope you are|good to be|pleasure to|greeting"
    ),
    "points": (
        "bonus|get paid|paid for|enough for a|enough for|do we get|is there any reward|what do we get|any reward|"
        "pts|top {ten/five/three/10/5/3/20}|tally|rewards|jifen|reward points|loyalty|leader|my standing|"
        "how many have i|level up|how many do i have|points balance|points for|prize|number one on"
    ),
    "howis": (
        "start work|do they start|when do they|when do you start|start fixing|start repair|when your people|"
        "your people come|people to fix|someone to fix|somebody to fix|news yet|how are things going|"
        "how are we doing|happening with|going on with|what became of|whatever happened|where are we|any movement|"
        "any developments|been actioned|was it done|was it fixed|is it sorted|sorted out yet|get sorted|"
        "is it repaired|be repaired|be fixed|be done|be ready|be finished|be completed|be sorted|got fixed or|"
        "finally fixed|fix already|already fix|already fixed or|done already|finish already|when finish|when done|"
        "when ready|when can fix|when you come|when they come|when will come|when repair|repair when|fix when|"
        "come when|how many day|until when|so long|very long|long time no|days already|weeks already|week already|"
        "no people come|nobody come|no one come|people not come|still same|same same|gone quiet|heard nothing|"
        "heard anything|hear anything|no contact|radio|tracking number|tracker|reminder|gentle reminder|"
        "kind reminder|chaser|nudge|bump|poke|just checking|checking in|check in|asking about|ask about my|"
        "enquiring|inquiring|follow up|any idea when|is there an update|current state|current status|state of|"
        "state of play|where has it|has it been|has this been|has that been|have you done|have they done|"
        "have you done anything about|fix it yet|did you fix|did they fix|have you fixed|have they fixed|fixed it|"
        "matter i raised|raised on|outcome|any progress|in the queue|still in queue|in queue|queue|being looked at|"
        "enquire|inquire|update me|latest on|where are things|where do things stand|where it stands|where we are|"
        "moving forward|still in progress|come round|coming round|gone to anyone|round yet|still under|on track|"
        "left in the middle|halfway|half way"
    ),
    "ireported": (
        "the matter|raised|i raised|i flagged|flagged|i mentioned|i logged|logged|i complained about|i told|"
        "reported last|my earlier|my previous|my message from|the thing i|what i sent|my lamp report|my photo"
    ),
    "crew": (
        "crew|team|guys|workers|workmen|man|men|plumber|electrician|engineer|repairman|technician|someone|somebody|"
        "anyone|anybody|they|people|van|contractor|contractors|worker"
    ),
    "arrive": (
        "come|coming|came|arrive|arriving|round|here|show up|turn up|turning up|be here|fix|repair|on the way|"
        "visit|look"
    ),
    "when": ("when|what time|how soon|how long|which day|what day|today or|today|tomorrow|yet|this week|eta"),
    "being": (
        "advisor|adviser|assistant|receptionist|secretary|team member|member of staff|member of your|caretaker|"
        "warden|coordinator|liaison|admins|moderator|support|owner|whoever|lady|gentleman|native speaker|"
        "specialist|somebody else|someone else|guy in charge|body|person|human|someone|somebody|anyone|people|"
        "staff|operator|agent|representative|manager|admin|officer|colleague|employee|supervisor|helpline staff|"
        "boss"
    ),
    "human": (
        "live {support/help/chat/operator/assistance/agent/person}|support staff|talk human|"
        "real {support/help/operator/staff}|rg|zrg|kefu|zhuan rengong|actual human|real live person|customer rep|"
        "service rep|flesh-and-blood|a human|human please"
    ),
    "either": (
        "or a {machine/bot/robot/human/person/computer/program}|or {bot/robot/human/machine/ai}|real or|bot or|"
        "robot or|human or|dude or"
    ),
    "whoareyou": (
        "did a human|did a person|did a bot|did a machine|written by a|that a real person|is that a human|"
        "is that a person|this a real person|who is replying|who is responding|who is this replying|who am i|"
        "introduce yourself|about yourself|what should i call you|what do i call you|what are you called|"
        "what is this thing|made of code|where do you live|what powers|some kind of|machine learning|neural|"
        "who is on the other|are you even|are you just|are you really|are you actually|are you an|is this real|"
        "is this a person|is this a human|is this a machine|is this a computer|is this an automatic|you a person|"
        "you a human|you a robot|you a machine|you human|you robot|you machine|am i chatting|am i texting|"
        "am i messaging|human there|person there|talk with robot|talking to a|speaking to a|chatting to a|"
        "you are ai|you are a machine|you are machine|you are computer|you are just|you are only|you are not real|"
        "you are not human|what kind of ai|which company|what version|how old are you|how were you|do you sleep|"
        "do you eat|can you think|can you feel|can you understand|do you understand|are you alive|are you married|"
        "language model|which llm|who built you|who trained you|your maker|is anybody real|anyone real|your mother|"
        "your dad|do you get paid|what is behind|who answers|who replies|somebody behind|someone behind|"
        "are you some|what exactly are you|are you like|how do you know|do you have {a name/feelings/a brain/"
        "a soul/emotions/kids/family/friends}|are you {real/alive/human/male/female/married/single/chinese/"
        "sentient/automated/conscious}"
    ),
    "always": (
        "always|never|every time|every single time|keep|keeps|kept|only|another|again|yet again|just|still|"
        "constantly|forever|all i get|all you|all they|nothing but"
    ),
    "stock": (
        "closed|resolved|handled|in progress|processing|wait|waiting|department|we will|will handle|noted|"
        "forwarded|your feedback|template|excuse|excuses|promise|promises|say|saying|says|telling me|tell me|"
        "telling us|copy|paste|automatic reply|auto reply|apolog*|sorry for|someone else|not my|not your|not our|"
        "soon|tomorrow"
    ),
    "trust": ("rely on you|trust you|count on you|believe you|expect from you|depend on you"),
    "irony": (
        "oh brilliant|oh great|oh wonderful|oh lovely|well done for|congrats|congratulations|slow clap|bravo|"
        "typical|as usual|of course|surprise surprise|what a surprise|thanks a bunch|thanks a lot for|cheers for"
    ),
    "rage": (
        "zero action|no action|one office to another|one department to another|from one office|from one department|"
        "pass me from|is garbage|is trash|is rubbish|is crap|are garbage|are trash|has been done despite|"
        "nothing has been done|despite my|despite many|so arrogant|extremely unhappy|keep lying|"
        "did not fix anything|not fix anything|you closed it|bad experience|terrible experience|poor experience|"
        "awful experience|bunch of liars|answers the phone|answer the phone|picks up the phone|all you do is|"
        "closed again|nobody ever answers|nobody answers|ever answers|how can you say|let-down|not on|the cheek|"
        "the nerve|shoddy|how many times|times now|not bothered|jobsworth*|clueless|lying|fob|pretend|marked done|"
        "says done|says fixed|says resolved|says completed|but nothing|without even|without looking|"
        "without checking|never even|not even|no apology|apology|i demand|taking this|mayor|lawyer|the press|"
        "the media|facebook|tiktok|douyin|expose|shameless|excuses|inconsiderate|lack of|ridiculous|rubbish at|"
        "useless|hopeless|nobody ever|no one ever|third report|slowest|worst ever|never again|only talk|no work|"
        "not do anything|not care|no care|nothing change|nothing changes|nothing changed|not do your|cannot trust|"
        "lost faith|lost all|no faith|faith in|resign|sacked|paid to|good at nothing|bad people|bad office|"
        "bad work|bad job|no respect|hang up|only send|automatic answer|automatic answers|auto answer|same answers|"
        "are you dead|you dead|unreal|ghosted|ghosting|sod all|jack all|naff all|bugger all|jack shit|dissatisf*|"
        "dismay*|displeas*|inaction|incapable|inept|appalled|disgusted|ashamed|stonewall*|bothered to|"
        "cannot be bothered|could not care|lazy|does not care|do not care|did nothing|doing nothing|do nothing|"
        "not even bother*|is it not|is not it|not impressed|worst|poor|mess|sham|negligen*|no one turns up|"
        "never turn up|never show|never turns up|never turned up|never responds|nothing ever|ignored|ignoring|"
        "excuse after|fail*|your incompetence|not a single person|left without|walked off|walked away|off without|"
        "broken promise|so called|so-called|tax|taxes|pointless|my patience|lost patience|patience|rubbish service|"
        "treated|lied to|lies|blame|zero stars|half a star|review|mickey mouse|waste|wasted|wasting|absolute joke|"
        "get a grip|total farce|feel ignored"
    ),
    "curse": (
        "disgusting {pig/dog/man/people/thing}|filthy {pig/dog}|the actual f|actual f|dumb as|thick as|bitch*|fkn|"
        "fking|effin|you ass|ass off|load of shit|heap of shit|a hole|you dick|you dog|you pig|you clown|you fool|"
        "you loser|you liar|you donkey|you rat|you bastard|you son|you moron|you twat|you prick|you clowns|"
        "you morons|you idiots|trash human|stupid idiot|bloody {hell/idiot/fool/stupid/thing}|for fuck|jesus wept|"
        "crap|crappy|shite|arse|ffs|stfu|kys|goddam*|god damn*|frick*|heck off|bugger*|turd*|pleb|cretin*|"
        "imbecile*|halfwit*|clown*|loser*|dimwit*|nincompoop|dunce|plonker|sh1t|sh!t|b1tch|fcuk|phuck|fuk|wth|"
        "motherf*|fuckin*|bollock*|wank*|bast*rd|bastards|muppet*|git|arse*|cock*|dumb*|"
        "stupid {bot/app/thing/machine/idiot/cow/git/people}|piece of {shit/crap/garbage/trash/junk/work}|"
        "you absolute|you utter|you total|you bloody|you stupid|you dumb|you lazy|you useless|you fat|you dirty|"
        "you filthy|you little|damn {you/it/this/bot/thing/idiots}|screw {you/this/off/it}|hell|to hell|drop dead|"
        "shut {up/it/your}|bite me|go {die/away/to hell/jump}|get {lost/stuffed/bent}|kiss my|eff* |"
        "sod {off/this/it/you}|eff off|effing|freaking|frigging|prat|tosspot|nob|knob|wazzock|minger|minging|"
        "scumbag*|scum|sb|shabi|sha bi|caoni*|tmd|nmsl|gun"
    ),
    "whichtel": (
        "phone number please|number please|number pls|phone number pls|repair number|repair phone number|"
        "repair hotline|repair line|what number do|number do i|number should|got a number|have a number|"
        "have the number|got the number|know the number|the number of|digits for|dial for|do i dial|should i dial|"
        "to dial|emergency line|emergency services|emergency hotline|phone of|hotline to|telephone for|"
        "telephone number|tel for|contact of|number please for|number pls for|numbers please|correct number|"
        "who deals with|who takes care of|who do i report|who do i tell|who shall i call|who shall i ring|"
        "where do i phone|where do i ring|who you going to call|who am i going to call|who call|emergency number|"
        "emergency phone|helpline|help line|hotline|which line|whose number|number i must|number must i|"
        "number i should|number should i|which service do i|best number|right number|number is best|number is for|"
        "number best|number for reporting|who do you call|who would i call|who would you call|who must we call"
    ),
    "callhow": (
        "how can i call|how do i call|how to call|how can i contact|how do i contact|how to contact|how do i reach|"
        "how can i reach|how to reach|how do you call|way to call|how should i call"
    ),
    "utility": (
        "gas|water|heating|power cut|power outage|electricity|internet|ambulance|police|fire|plumbing|sewage|"
        "poison|animal control"
    ),
    "others": ("postcode|recipe|visa|poster"),
    "idle": (
        "route|riders earn|couriers earn|earn a day|earn per|lost my keys|i am sad|what day|congratulations|"
        "good luck|moon|stars|bride|rent a bike|hire a bike|teach me|my brother|my sister|my cousin|"
        "my friend works|bored|lonely|tired today|so tired|hungry|sleepy|hangover|drunk|cheat on|bike shop|charger|"
        "battery pack|parcel|package|courier job|pay slip|payslip|overtime|per order|app crashed|account banned|"
        "lost my phone|phone broken|my phone|my bike|my scooter|my tyre|haircut|shoes|clothes|gym|diet|vaccine|"
        "pension|school run|essay|interview|cv|python|code|wifi|subscribe|followers|livestream|tickets|flight|"
        "hotel|taxi|uber|parking fee|rent out|flatmate|roommate|mortgage|tax return|gossip|celebrity|election|"
        "politics|history|universe|jesus loves|pray|how tall|who won|what is the time|time is it|what day is|"
        "date today|joke|once upon|lyrics|quote|i used to|when i was|recipe|stock market|shares|football|soccer|"
        "basketball|the game|world cup|lottery|petrol price|rent|salary|wages|insured|insurance|divorce|dating|"
        "girlfriend|boyfriend|wife|husband|my kid|my son|my daughter|homework|exam|exams|noodles|hotpot|pizza|"
        "burger|kebab|fried rice|soup|coffee|milk tea|spicy|delivery|deliver to|leave it at|at the door|lobby|"
        "red packet|forward this|send this to|friends before|luck|vpn|loan|click|singles|discount|sale|selling|"
        "for sale|second hand|used bike|riddle|poem|song|sing|movie|film|netflix|lorem|ipsum|dolor|video game|"
        "weather|rain|going to rain|snowing|sunny|freezing|typhoon|humid|which bus|directions|how far|nearest|"
        "airport|train station|order|customer|restaurant|tip|tips|my boss|day off|homesick|barber|doctor|fever|"
        "headache|cat|kitten|puppy|president|capital of|weekend|party|beer|dinner|lunch|breakfast|mum|mom|dad|"
        "grandma|birthday|wedding|baby|holiday|translate|definition|meaning of|visa|passport|licence|license|"
        "crypto|bitcoin|invest*|documentary|tv|music|band|concert|dream|dreamt|my love|darling|miss you|horoscope|"
        "philosophy|maths"
    ),
    "filler": (
        "regarding the|since the|could you|would you|any chance|chance|possible|possibly|if possible|at all|a bit|"
        "for me|to me|with me|or something|by any chance|one more|first of all|to be honest|tbh|imo|fyi|asap|rn|"
        "atm|idk|omw|irl|ngl|been|being|get|gets|getting|got|goes|gone|come|comes|take|takes|took|say|said|tell|"
        "told|think|thought|feel|find|keep|put|seem|seems|look|looks|looking|use|used|using|work|call|called|time|"
        "today|tonight|tomorrow|yesterday|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
        "december|november|end|start|way|case|kind|kinda|sort of|part|whole|each|every|either|neither|both|another|"
        "next|last|own|able|sure|away|around|along|across|between|during|without|within|though|although|while|"
        "whether|else|instead|rather|quite|pretty|almost|already|often|sometimes|ever|never|nothing|everything|"
        "somewhere|anywhere|hello|please|kindly|actually|basically|literally|honestly|seriously|obviously|"
        "apparently|probably|perhaps|certainly|definitely|absolutely|totally|completely|exactly|simply|truly|mind|"
        "bother|hope|hoping|wish|wondering|wonder|curious|regarding|regards|concerning|respect|sincerely|yours|"
        "faithfully|ok|okay|uh|huh|eh|innit|like|lol|haha|mate|buddy|pal|boss|chief|dear|luv|hun|sis|bruh|yo|hey|"
        "oh|ooh|gee|wow|right|left|good|bad|nice|well|better|best|new|old|same|different|long|short|full|real|"
        "really|true|me again|once|twice|may|might|shall|into|onto|upon|under|above|near|far|these|those|itself|"
        "myself|yourself|themselves|him|them|his|hers"
    ),
    "talkto": (
        "see the|see your|see a|want to see|speak w|spk|link up|a word with|callback|get through|through to|"
        "on the line|on the phone|deal with|discuss|explain to|hand me|hand over|put on|bring|summon|request|"
        "require|demand|may i|could i|would like|looking to|trying to|love to|message|dm|ping"
    ),
    "reachus": (
        "no more bot|speak on phone|talk on phone|speak by phone|talk by phone|talk over phone|at the office|"
        "anyone at the office|assistance from|help from a person|human help|who should i talk|who should i speak|"
        "who should i see|who do i see|who to see|chat to a|talk with worker|worker of|talk with staff|"
        "talk with people|speak with whoever|demand to speak|want to talk|want talk|need talk|want speak|"
        "need speak|like to talk|like to speak|like to chat|do not want to {chat/talk/speak}|"
        "not talk to {robot/bot/machine}|rather {talk/speak/chat/call}|give me a call|ring me|a callback|phone me|"
        "can you call|could you call|please call me|can you phone|could you phone|press 0|call back|"
        "visit in person|meet in person|in person|face to face|not this bot|not this machine|not this robot|"
        "instead of a bot|instead of a machine|instead of the bot|instead of a robot|instead of this bot|"
        "prefer a call|prefer phone|prefer to call|prefer talking|cannot type|can not type|hard to type|"
        "not good at typing|my english is not good can|who is in charge here|escalate|get a person|get a human|"
        "get someone|get somebody|talk to a|speak to a|speak with a|chat with a|talk with a|live chat|human please"
    ),
    "howi": (
        "how do i|how to|how can i|how should i|how do you|can i|do i|may i|where do i|is it ok to|"
        "is it possible to|am i allowed|what happens if|is there a way|do you accept|do you support|do you take|"
        "should i|can you"
    ),
    "canyou": "can you",
    "usebot": (
        "use|send|upload|attach|submit|report something|file|delete|edit|change|cancel|register|log in|login|"
        "sign up|add|photo|photos|picture|pictures|video|videos|voice|language|english|location|anonymous|"
        "anonymously|report|reports|a report|step|steps|tutorial|guide|manual|features|privacy|data|"
        "outside the district|other city"
    ),
    "accuse": (
        "how can you|how could you|how dare|what do you even|what do you do all|why do you|why did you|why are you|"
        "why do not you|why can not you|do you even|do you people|all you do|you just|you only|you keep|"
        "you clearly|you never|you always|you people|you lot|your office|your staff|your worker|your workers|"
        "your people|you guys never|the worker was|the worker is|worker was|never use|i will never|you call this|"
        "you call that|is this how|this is how you|is that how|is that all|supposed to be|do you care|do not you|"
        "can not you|will not you|how hard|is it so hard|how difficult|again without|without doing|not even|"
        "nobody from|no one from"
    ),
    "ill": (
        "bad|terrible|slow|lazy|poor|useless|stupid|rude|false|fake|nothing|never|worst|awful|horrible|wrong|"
        "dishonest|incompetent|careless|hopeless|no good|not good|not care|not working|not help|fail|failed|"
        "failure|joke|shame|trash|garbage|ugly|angry|shouting|shouted|ignored|without doing|did nothing|do nothing|"
        "nobody|no one"
    ),
    "pointed": ("points|my points|my score|jifen"),
}
"""The words of each sign, between bars."""
