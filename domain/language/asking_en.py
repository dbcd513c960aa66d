"""English words of questions, and of what they are about, by sign, for `domain.language.intents`.

A sign is a group of words that mean alike there, in the spelling of `domain.language.spelling` and the grammar of
`domain.language.lexicon`. A word may have several signs; one of `filler` adds nothing to what a text says.
"""

from collections.abc import Mapping
from typing import Final

SIGNS: Final[Mapping[str, str]] = {
    "points": (
        "jifen|points|my point|point balance|how many point|how much point|get point|no point for|credit point|jf|"
        "leaderboard|score|scoreboard|ranking|my rank|ranked|top rider|no points for me|point|get something for|"
        "anything for reporting|paid for report*|paid to report|earn*|what do i get|do i get anything|incentive|"
        "bonus|1分|2分|3分|4分|5分|10分|20分|50分|100分|total score|credits|credit me|my credit|my credits|"
        "stars earned|balance|my balance|badge|badges|missing points|points missing|credit my account|"
        "account balance|my total|point total|total points|cash in|trade points|worth of points|points worth|"
        "what's it worth|what are they worth|is there a prize|any prize|any prizes|prizes|leader board|league table|"
        "top of the table|team ranking|team rank|ranking list|rank list|the ranking|who has most|who has the most|"
        "who is winning|who's winning|in first place|point system|points system|scoring system|score system|"
        "explain points|points work|points explained|points count|points expire|points per|point per|points each|"
        "a report worth|report worth|extra points|bonus point|bonus points|double points|deduct*|points deducted|"
        "lost points|lose points|minus points|points gone|where are my points|where my points|where's my points|"
        "points where|points not|not credited|not get point|no point received|points received|receive points|"
        "received points|get credit|earned points|earn points|earn point|points earned|collect points|"
        "collecting points|gain points|gain point|points so far|have i earned|have i got so far|points shop|"
        "points store|reward shop|rewards shop|reward store|catalogue of gifts|gift list|prize list|price list|"
        "redeem list|volunteer hours|volunteer points|volunteer credit|hours count|my hours|service hours|"
        "get paid for this|paid for this|get paid for report*"
    ),
    "redeem": (
        "redeem*|reward|prize|voucher|gift|cash out|trade in|get a helmet|get helmet|free helmet|get a raincoat|"
        "free water|free drink|free raincoat|free phone credit|cash in|cash it|cash them|cash points|swap for|"
        "swap them|swap it|exchange for|exchange them|exchange it|trade for|trade them|turn into money|convert into|"
        "into cash|for cash|phone credit|top-up|airtime|coupon*|gift card|giveaway|freebie|freebies|goodies|"
        "pick up my gift|collect my gift|claim my|claim a gift|claim gift|claim reward|claim prize|get my reward|"
        "get my gift|get my prize"
    ),
    "minutes": "points out|point out",
    "ireported": (
        "my report|my reports|i reported|the report|report i|report from|reported|i submitted|submitted|i told you|"
        "told you about|i sent|my ticket|my case|my issue|my request|the one i|i report|last report|i filed|i posted|"
        "my submission|i made a report|made a report|my last report|last one i reported|my complaint|my requests|"
        "my problem|this report|that report|the ticket|the case|the request"
    ),
    "howis": (
        "any update|update|any news|news on|news about|any word|progress|status|fixed yet|done yet|repaired yet|"
        "ready yet|sorted yet|is it fixed|is it done|been fixed|been repaired|get fixed|someone fix|anyone fix|"
        "somebody fix|has anyone|has anybody|has someone|anyone been|anyone come|anybody come|anybody came|"
        "anyone came|someone came|somebody came|someone coming|anyone coming|somebody coming|come to fix|"
        "come and fix|going to fix|gonna fix|when will|when can|when are you|when are they|when is someone|"
        "when is somebody|when they|when it be|when you fix|when fix|when finish|my report when|when come|"
        "when somebody|when someone|when do you|so slow|too slow|very slow|how slow|slow|taking so long|take so long|"
        "takes so long|taking forever|taking ages|how long|how much longer|how many days|how many more days|"
        "still waiting|been waiting|i'm waiting|waiting for|keep waiting|still pending|pending|still open|still no|"
        "still not|not yet|nothing happened|nothing has happened|no response|no reply|no answer|heard nothing|"
        "haven't heard|not heard|heard back|hear back|get back to me|where is my report|where's my report|"
        "where my report|what happened to|what happened with|what's happening|what is happening|what's going on|"
        "whats happening|how is my|how's my|how is it going with|did you receive|did you get|have you received|"
        "have you seen|passed it on|pass it on|chase|hurry up|speed up|any result|results|any movement|in progress|"
        "follow up|where are we|eta|on their way|on the way|take usually|was coming|guy you said|supposed to come|"
        "status of|update on|working on my|being done|news|any sign|what stage|which stage|looked at yet|"
        "how many day|on my report|checking on|check on|passed to anyone|passed to someone|passed to somebody|"
        "been passed|been sent|been forwarded|been assigned|who is handling|who's handling|still nothing|been days|"
        "been a week|been weeks|been two weeks|been a month|hello?? my report|they started|started yet|started|begin|"
        "any response|response|feedback|any feedback|when can i expect|can i expect|expect|what is taking|"
        "what's taking|how come no|how come nobody|why nobody|why no one|why hasn't|why hasnt|why haven't|"
        "why is it not|why is it still|why isn't|why still|i am waiting|im waiting|waiting since|will it be fixed|"
        "will it be done|will you fix|will they fix|will someone|will anyone|will somebody|the team go|team go|"
        "team been|anything new|any change|any changes|been there|went there|go there|gone there|visited|inspect*|"
        "survey|schedule*|planned|plan to|when planned|in line|how far is my|how far are you|how far along|"
        "what's taking them|assigned yet|who's on it|who is on it|anyone on it|someone on it|nobody's been|"
        "nobodys been|nobody has been|no one has been|no one's been|noone has|nobody has come|no one has come|"
        "nobody came|no one came|nobody showed|no one showed|after a week|after two weeks|after a month|days now|"
        "weeks now|days later|weeks later|a week later|days ago now|been ages|been forever|ages now|still wait|"
        "im still waiting|i'm still waiting|been waiting for|waiting all|coming along|getting on with|"
        "how's that going|how is that going|how's things with|hows my|how's it looking|how is it looking|"
        "how does it look|where's it at|where is it at|where are you with|where are they with|chasing|chasing up|"
        "chase up|following up|follow-up|followup|follow up on|checking in|check in on|check up|check status|"
        "checking status|check progress|see progress|see status|see the status|show status|tracking|tracker|"
        "queue number|position in queue|timeline|time frame|timeframe|overdue|delayed|delays|behind schedule|"
        "what date|which day|what day|by when|till when|until when|since when|any idea when|idea when|know when|"
        "tell me when|say when|when exactly|when approximately|estimated|estimate|estimation|sooner|anytime soon|"
        "any time soon|this week|next week|by tomorrow|by friday|by monday|forgotten|forget about|forget me|"
        "lost my report|lost in|remember me|remember my|remember the|any luck|any joy|any developments|developments|"
        "development|any action|action taken|been actioned|actioned|been picked up|picked up yet|been looked|"
        "looked at it|been seen|seen my|read my report|got my report|get my report|received my|receive my|receive it|"
        "got it or|got my|did it go through|go through|went through|been logged|processed yet|been processed|"
        "being processed|under process|under review|in review|reviewed|been reviewed|been approved|approved|"
        "accept my|been accepted|been received|been handled|handled yet|being handled|who handles|who took|"
        "who is coming|who's coming|is he coming|is she coming|are they coming|is anyone coming|is anybody coming|"
        "will anybody|will they come|will he come|will someone come|will you come|will it take|will this take|"
        "gonna take|going to take|does it take|it take|it taking|take to fix|takes to fix|to fix it|to be fixed|"
        "to get fixed|get it fixed|getting fixed|get it done|getting done|get done|finish yet|finished yet|"
        "finished or|completed|completed yet|completion|repair status|repair date|repair time|repair done|come today|"
        "come tomorrow|come tonight|coming today|coming tomorrow|coming or not|come or not|fix or not|fixing or not|"
        "or what|man coming|man come|workers come|worker come|worker coming|technician come|repairman|repair man|"
        "repair guy|turned up|showed up|no show|no-show|no sign|no sign of|nothing yet|nothing so far|no change|"
        "no changes|no progress|no news|no update|no updates|no word|no info|no information|no feedback|no result|"
        "no results|same as before|unchanged|radio silence|supposed to be done|supposed to be fixed|should have been|"
        "was meant to|meant to be|promised by|due by|was due"
    ),
    "others": (
        "takeaway|parcel|package|salary|wage|paid|bus|train|subway|metro|weather|rain|snow|order|customer|restaurant|"
        "match|movie|delivery|insurance|noodles?|food|milk tea|invented|battery|video|lunch|dinner|school|holiday|"
        "airport|helmet|hospital bill|boss is|where can i buy|where to buy|to buy"
    ),
    "howto": (
        "how to report|how do i report|how can i report|how does this work|what can you do|can i report|can i send|"
        "do i need|report something|how many reports|what do i do next|what do i do now|is it anonymous|"
        "is this anonymous"
    ),
    "human": (
        "rengong|ren gong|human|humans|real person|real people|real human|live person|live agent|agent|operator|"
        "customer service|customer support|customer care|support line|support team|representative|rep|live chat|"
        "a person|actual person|actual human|real one|somebody real|someone real|real staff|a real human|"
        "real life person|living person|living human|service staff|your people|your staff|your boss|your manager|"
        "your leader|one person|any person|some person|helpdesk|help desk|service desk|info desk|tech support|"
        "customer service agent|service agent|real agent|human agent|human being|human beings|human help|"
        "human support|human operator|human response|human reply|actual people|actual staff|flesh and blood|"
        "living being|warm body|real man|real woman|real guy|real somebody|real body|real employee|an employee|"
        "employee|employees|administrator|moderator|csr"
    ),
    "boss": (
        "manager|supervisor|boss|in charge|staff|officer|someone|somebody|anyone|anybody|grid worker|"
        "community worker|officers|official|officials|leader|director|head of|chief|duty officer|your colleague|"
        "colleague|colleagues|technician|engineer|representative|supervisors|managers|team leader|team lead|"
        "higher up|higher-up|person above you|above you|caseworker|case worker|case manager|community manager|"
        "committee member|village head|community officer|responsible person|person responsible|the one responsible|"
        "man in charge|woman in charge|somebody in charge|someone in charge|anyone in charge|whoever is in charge|"
        "who is in charge|who's in charge|whos in charge"
    ),
    "talkto": (
        "talk|talking|speak|speaking|chat|contact|call|reach|connect|transfer|put me|let me|get me|give me|want|need|"
        "please|pls|ask|rather|reply|pass me|is there|for|can i|could i|meet|helping|help me|come out|bring me|"
        "show me to|direct me|direct line|hook me up|link me|forward me|escalate|speak directly|talk directly|"
        "respond|answer|answer me|answers|deal with me|face to face|in person|available|looking for|find me|help|"
        "helps|assist|assistance|prefer|would like|i'd like|instead|directly|switch|switch me|switch to|change to|"
        "send me"
    ),
    "reachus": (
        "not a bot|not the bot|not bot|no bot|no bots|no robot|not a robot please|not a machine|stop the bot|"
        "to a person|to a human|with a human|with a person|talk to someone|talk to somebody|talk to anyone|"
        "talk with someone|speak to someone|speak to somebody|speak to anyone|speak with someone|someone i can|"
        "somebody i can|anyone i can|anybody i can|someone to talk|someone to call|someone call me|somebody call me|"
        "someone contact me|someone who|somebody who|someone from|somebody from|contact someone|who can i talk|"
        "who can i speak|who do i talk|who do i speak|who do i contact|who can i contact|who should i contact|"
        "how do i contact|how can i contact|how to contact|how i contact|how contact|contact you|call you|phone you|"
        "reach you|reach someone|get hold of|get in touch|your office|your phone number|your number|"
        "visit your office|i want call you|want to call|can i call you|can i phone|phone call|call your office|"
        "hotline to talk|reach your team|is responsible here|who is responsible|talk to them|speak to them|"
        "talk to you directly|talk to you|speak to you|speak with you|talk with you|where is your office|"
        "your address|visit you|transfer me|transfer to|connect me|put me through|pass me to|call center|call centre|"
        "someone understands|who understands|reach a person|reach anybody|someone help me|somebody help me|"
        "can someone help|anyone help me|can anyone help|speak to your|talk to your|speak with your|talk with your|"
        "meet your|see your|your manager|your boss|your supervisor|your leader|your superior|no machine|no machines|"
        "not machine|stop bot|stop the robot|stop this robot|skip the bot|skip bot|turn off the bot|"
        "get rid of the bot|without bot|without robot|hate bots|hate robots|hate talking to|don't want to talk to a|"
        "dont want to talk to a|don't want bot|dont want bot|don't want robot|tired of the bot|enough of the bot|"
        "leave the bot|exit bot|talk properly|proper person|proper human|proper conversation|hard to explain|"
        "easier to talk|easier to explain|explain on the phone|over the phone|on the phone|by phone|via phone|"
        "phone me|ring me up|give me a ring|give me a call back|call back please|callback please|request a call|"
        "request callback|ask someone to call|ask somebody to call|have someone call|have somebody call|"
        "get someone to call|get somebody to|get someone to|contact details|contact info|contact information|"
        "contact number|contact person|contact address|your contact|your email|your e-mail|email address|your wechat|"
        "your line|landline number of your|number to call you|how can i reach|how do i reach|how to reach|"
        "how do i get through|get through to|get a hold of|where can i find you|where are you located|"
        "where is the office|office address|office hours|office location|opening hours of your office|"
        "come to your office|come to the office|go to your office|drop by|in your office|at your office|"
        "who to talk to|who to speak to|someone to help|somebody to help|someone in the office|"
        "somebody in the office|someone at the office|someone over there|somebody over there|anyone over there|"
        "someone human|somebody human|anyone human|someone alive|someone with a brain|any human around|"
        "any human there|any humans around|whoever runs|whoever is in|who runs this place|let me talk to|"
        "let me speak to|want to talk to|want to speak to|need to talk to|need to speak to|can i talk to|"
        "can i speak to|could i speak|could i talk|may i speak|may i talk"
    ),
    "robot": (
        "ai|a.i.|a.i|robot|robots|chatbot|chat bot|bot|machine|chatgpt|chat gpt|gpt|gpt4|deepseek|siri|alexa|gemini|"
        "claude|automated|automatic|artificial intelligence|computer|program|llm|kimi|copilot|bard|llama|ai机器人|"
        "ai客服|ai助手|ai回复|ai生成|gpt几|gpt-4|gpt-5|gpt5|openai|qwen|chatglm|openclaw|grok|meta ai|algorithm|"
        "cyborg|droid|virtual assistant|auto-reply|autoreply|automation|canned|robotic|robo|skynet|terminator"
    ),
    "isit": (
        "are you|r you|are u|r u|you are|youre|you're|is this|am i|do i|it's a|is it|is that|talking to|"
        "chatting with|you a|u a|behind this|behind it|or|really|who is answering|reply from|reply|replies|you use|"
        "you using|which|what|just a|only a|are u an|are you an|is it an|is it a|sounds like|feels like|seems like|"
        "look like|you must be|must be|guess you|bet you|i think you|i guess|suppose|pretending to be|pretend to be|"
        "actually|kind of|what kind|type of|powered by|powered|based on|running on|run on|made with|made by|made of|"
        "built by|built on"
    ),
    "whoareyou": (
        "who are you|who r u|what are you|what r u|who is this|who's this|your name|who made you|who built|"
        "who created|who made|who developed|who wrote|who programmed|who runs|who is behind|who owns|which company|"
        "do you have feelings|do you sleep|can you think|how old are you|are you human|are you real|are you a person|"
        "are you a man|are you male|are you female|are you alive|are you a human|are you government|run by|a bot or|"
        "bot or|human or|person or|real human|real person behind|human behind|person behind|someone reading|"
        "anyone reading|anybody reading|someone read|who reads|who is reading|am i talking|am i speaking|"
        "am i chatting|are you a robot|are you robot|are you bot|are you a bot|you are robot|you are bot|"
        "you are a bot|you're a bot|you a bot|are you ai|are you an ai|r u ai|r u a bot|automated reply|"
        "automatic reply|auto reply|is this a bot|is this bot|is this a robot|is this ai|is this an ai|"
        "is this chatgpt|are you chatgpt|are you siri|are you deepseek|are u real|u real|you real|u bot|you bot|"
        "are u human|u human|u a human|is human|is robot|is bot|do i speak|is it human|is it a human|is it robot|"
        "is it a robot|am i speaking to|am i talking to|am i chatting to|reading this|read this|read my message|"
        "what model|which model|what ai|which ai|who programmed u|a computer|are you a computer|who is talking|"
        "who's talking|who am i talking|who am i speaking|ur name|what is ur name|what's ur name|what r you|"
        "what are u|where are you from|where r u from|have a brain|have feelings|do you understand me|"
        "can you understand|is anybody human|is anyone human|anybody human|anyone human|your creator|your maker|"
        "your developer|ai还是人|do you have a name|have a name|got a name|your real name|are you for real|"
        "actually there|is anyone actually|anyone actually|talking to code|talking to software|"
        "chatting with software|chatting with a|talking with a|speaking to a|speaking with a|texting a|texting with|"
        "messaging a|are you conscious|are you sentient|sentient|conscious|self aware|self-aware|r u alive|you alive|"
        "siri's|your cousin|who do you work|who is operating|who operates|who's operating|operating this|"
        "who controls|controls you|control you|manages this|who's behind|who is behind this|behind this chat|"
        "behind this bot|behind the screen|behind the keyboard|behind the account|other end|is somebody typing|"
        "is someone typing|someone typing|somebody typing|are you typing|typing this|typing these|who is typing|"
        "who types|who writes|who is writing|written by|who wrote this|robot or|machine or|ai or|or robot|or machine|"
        "or a machine|or a bot|or a robot|or computer|or a computer|or ai|or an ai|or human|or a human|or a person|"
        "or real|not human|not a human|not a person|not a real|you aren't human|you're not human|you are not human|"
        "aren't real|what kind of bot|what kind of robot|what type of bot|how were you|how are you made|how you made|"
        "how were you built|how do you work|how does it work inside|where do you live|where u live|"
        "where are you located bot|where is your server|do you eat|do you breathe|do you dream|do you feel|"
        "do you think|do you ever|do you get tired|you sleep at|need sleep|do you have parents|have parents|"
        "have a mother|have a mum|have a mom|have a dad|have a family|have emotions|have a soul|have a heart|"
        "have consciousness|a he or|he or she|male or female|man or woman|boy or girl|girl or boy|your gender|"
        "your age|ur age|how old r u|how old u|when were you born|when were you made|when were you created|"
        "your birthday|your father|your parents|your owner|your master|your boss name|your company|what company|"
        "your programmer|your developers|your makers|your inventor|invented you|invent you|designed you|design you|"
        "trained you|train you|taught you|programmed you|program you|coded you|wrote you|made this bot|built this|"
        "developed this|created this|designed this|owns this|runs this|funds this|pays for this|official bot|"
        "official account|is this official|are you official|official or|government bot|government run|is this legit|"
        "are you legit|turing|turing test|captcha|beep boop|bleep|bloop|prove you|prove that you|automatic system|"
        "just a bot|just a program|only a bot"
    ),
    "tel": (
        "number|numbers|phone|phones|phone number|telephone|hotline|helpline|tel|contact number|phone no|"
        "contact details|contact|contact?|call centre|call center"
    ),
    "whichtel": (
        "which number|what number|what's the number|whats the number|what is the number|the number for|number for|"
        "numbers for|number of|numbers of|phone number for|phone for|number to call|number to ring|number to dial|"
        "numbers to call|who do i call|who to call|who should i call|who i call|who can i call|who i should call|"
        "who we call|who do we call|who should we call|whom do i call|whom should i call|whom to call|who do i ring|"
        "who to ring|who should i ring|who do i phone|who should i phone|who to phone|who to contact|who do i dial|"
        "who must i call|where to call|where do i call|where should i call|where can i call|where i call|"
        "where to phone|is there a hotline|is there a number|is there a phone|any hotline|any number|what hotline|"
        "which hotline|call who|call which|call what|dial what|dial which|phone who|ring who|call where|"
        "who do we phone|who we phone|contact who|who fixes|who handles|who is in charge of|hotline for|contact for|"
        "company contact|department contact|english hotline|a hotline|whom should i ring|whom should i phone"
    ),
    "agency": (
        "police|cops|fire brigade|fire department|fire service|fire station|firemen|ambulance|gas company|gas people|"
        "water company|electric* company|power company|electricity|traffic police|city hall|council|utilities|"
        "utility|hospital|property management|heating company|plumber|sanitation|city management|mayor|"
        "emergency number|emergency"
    ),
    "code": (
        "110|119|120|122|12345|12319|12369|12315|12328|96110|96119|95598|114|999|911|112|12122|12308|12306|12350|"
        "12331|12333|96777"
    ),
    "askcode": (
        "24小时|or|is it|is|should|what|free|do i|can i|does|which|for|open|work|works|cost|difference|speak english|"
        "speaks english"
    ),
    "called": "called|rang|phoned|already called|no one answer|told me",
    "order": "order|customer|restaurant",
    "phonewords": (
        "my number|number|phone|mobile|cell|tel|telephone|call|call me|call me back|call me on|ring|ring me|reach me|"
        "reach|contact|contact me|callback|text me|text|landline|home|wechat|whatsapp|name|mr|ms|mrs|back|no|give|"
        "anytime|any time|after|before|ext|extension"
    ),
    "numberwords": (
        "report|report number|number|nr|num|case|ref|reference|ticket|id|check|look up|lookup|show|show me|see|find|"
        "view|news|update on|where is|closed|cancel|withdraw|details|number is|what about|how about|reported"
    ),
    "areyou": "are you|r you|r u|are u|am i|you are|you're|is this|is it|it is a|are they",
    "fix": (
        "fix|fixes|fixed|fixing|repair|repairs|repaired|repairing|done|sort|sorted|deal with|dealt with|handle|"
        "handled|look at|looked at|looking at|look into|looked into|looking into|come|coming|came|work on|working on|"
        "worked on|happen|happened|happening|resolve|resolved|process|processed|processing|assigned|accepted|"
        "forwarded|send someone|sent someone|doing it|do it|arrive|arrived|show up|turn up"
    ),
    "asks": (
        "when|how long|how soon|what time|has|have you|any|anyone|anybody|is it|did you|did they|did someone|"
        "did somebody|did anyone|is someone|is somebody|is anyone|is anybody|are they|what happen|where|how is|"
        "how are|what about|can i know|may i know|let me know|want to know|wonder*|yet"
    ),
    "notyet": (
        "not yet|still not|still no|still nothing|and nothing|nobody|no one|noone|hasn't|hasnt|haven't|havent|"
        "not come|not came|never came|never come|didn't come|didnt come|nothing|still waiting|not fixed|no body|"
        "not done|isn't fixed|isnt fixed|still the same|the same"
    ),
    "thing": (
        "light|lights|lamp|lamps|rubbish|garbage|trash|bin|bins|manhole|lift|elevator|sewage|drain|pothole|potholes|"
        "hole|holes|stairwell|tree|wire|fence|toilet|pipe|handrail|light pole|hydrant|wall|sign|bridge|gate|stairs|"
        "steps|pavement|sidewalk|path|lane|cable|pole|roads"
    ),
    "bad": (
        "broken|blocked|leak*|missing|fell|falling|overflow*|crack*|stuck|smell*|dark|dirty|dangerous|flood*|full of|"
        "problem|not working|smells|smelly|stink*|noisy|noise|dead|damaged|cracked|exposed|sparks|sparking"
    ),
    "hurry": "hurry|hurry up|asap|quickly|faster|quicker|soon as possible|as soon as|speed it up|speed up",
    "ad": "loan|loans|crypto|earn money|discount|promo|click|invest|casino|bet",
    "place": "road|street|avenue|building|block|apartment|tower|park|plaza|school",
    "span": "day|days|week|weeks|month|months|since",
}
"""The words of each sign, between bars."""
