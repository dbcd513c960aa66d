"""English words of thanks and greetings, and such as add nothing, by sign, for `domain.language.intents`.

A sign is a group of words that mean alike there, in the spelling of `domain.language.spelling` and the grammar of
`domain.language.lexicon`. A word may have several signs; one of `filler` adds nothing to what a text says.
"""

from collections.abc import Mapping
from typing import Final

SIGNS: Final[Mapping[str, str]] = {
    "filler": (
        "a|an|the|i|im|i'm|id|i'd|you|u|ur|your|yours|my|me|mine|we|us|our|they|their|is|are|am|r|be|was|were|to|of|"
        "for|and|or|it|its|it's|this|that|that's|thats|these|so|very|much|really|just|please|pls|plz|pls.|sir|madam|"
        "ma'am|guys|guy|all|everyone|everybody|team|there|here|with|on|in|at|do|does|did|can|could|would|will|have|"
        "has|had|mate|bro|dude|friend|friends|dear|folks|man|oh|ah|um|uh|er|hmm|well|now|then|today|also|too|again|"
        "about|by the way|btw|excuse me|from|if|some|get|got|want|wanna|need|like|yes|yeah|yep|bot|by|as|but|already|"
        "because|since|than|day|days|week|weeks|month|months|hour|hours|yesterday|last|ago|morning|one|two|three|few|"
        "several|ones|na|la|lah|leh|hor|new|rider|courier|delivery rider|world|community|anyway|maybe|still|should|"
        "must|let|any|anything|something|go|going|make|made|give|tell|know|see|ask|asking|question|one question|"
        "quick question|sorry|ok so|what|how|why|where|which|who|my friend|brother|sister|bhai|pa|kindly|dont|don't|"
        "only|even|when|been|being|after|before|more|out|up|down|off|back|over|doing|the best|keep it up|service|"
        "guess|my guess|try|trying|thing|things|place|person's|ever|those|he|she|him|her|who's|into|through|until|"
        "such|same|other|most|many|lot|lots|bit|little|big|long time|first|second|always|never mind that|has been|"
        "have been|had been|ten"
    ),
    "thanks": (
        "3q|3ks|thx|tks|tnx|thank*|thanku|ty|tysm|cheers|appreciate*|much obliged|grateful|nice|awesome|brilliant|"
        "great|excellent|perfect|amazing|fantastic|lovely|superb|wonderful|well done|good job|great job|nice work|"
        "nice one|good work|great work|love it|legend|legends|lifesaver|impressed|kudos|bless you|god bless*|bravo|"
        "tq|thank q|gracias|merci|danke|arigato|arigatou|xiexie|xie xie|wow|efficient|666|yyds|good service|"
        "great service|very good service|good people|superb service|respect|quick|fast|great stuff|good stuff|thnx|"
        "thnks|thanx|thank you|thankyou|ta|ta very much|so kind|you are kind|you're kind|very kind|kind of you|"
        "very helpful|good bot|good boy|thank god|top job|fab|fabulous|super|ace|spot on|champion|stars|five stars|"
        "10/10|keep it up|you are the best|you're the best|u r the best|the best|best service|so good|so fast|"
        "so nice|very nice|very fast|that was fast|that was quick|hats off|thumbs up|for your help|for the help|"
        "for helping|for your work|for your time|for coming|for the update|for letting me know|for info|for the info|"
        "kind regards|again for|thanks again|ok啊|nb啊|3Q|thank u|thank ya|thanks a lot|thanks a million|"
        "thanks a bunch|thanks loads|thanks heaps|thank you kindly|thankful|much love|big thanks|big up|props|hero|"
        "heroes|top service|top marks|top work|top notch|first class|first rate|fair play|chuffed|pleased|delighted|"
        "happy now|very happy|so happy|good man|good lads|good lad|you star|you're a star|magic|sweet|sorted thanks|"
        "smashing|bloody brilliant|nice to see|nice to hear|glad|relieved|at last|finally|looks great|looks good|"
        "works great|works perfectly|works fine|perfect job|much better|well played|well done lads|beautiful|"
        "marvellous|marvelous|thnk u|thank yu|thankyu|thanq|thks|thk|txs|tyvm|obrigado|spasibo|terima kasih|shukran|"
        "salamat|danke schon|danke schön|merci beaucoup|grazie|very happy with"
    ),
    "okay": (
        "ok|okay|oki|okey|okie|okk|k|kk|okdokey|okie dokie|got it|gotcha|i see|noted|understood|roger*|copy|"
        "copy that|alright|all right|right|fine|sure|sure thing|cool|np|no worries|no problem|no prob|you're welcome|"
        "your welcome|welcome|never mind|nevermind|nvm|that's all|thats all|that is all|that's it|nothing else|done|"
        "yes|yep|yeah|yup|will do|sounds good|good|very good|makes sense|ok then|i'll wait|i will wait|will wait|"
        "take your time|okey dokey|okay dokey|okidoki|lovely stuff|good enough|perfect|noted with thanks|fine by me|"
        "rgr|good to know|ok bye|all good|alrighty|righto|right you are|fair enough|of course|okay dear|ok sir|"
        "understand|i understand|i got it|got you|great|no need|not needed anymore|no need anymore|that's fine|"
        "thats fine|that'll do|finished|i'm done|im done|okok|ok ok|okkk|okayy|oky|oke|okidoke|yup ok|sounds great|"
        "cheers ok|noted sir|noted pls|leave it|leave it then|forget it|ok then bye|as you like|as you wish|whatever|"
        "up to you|roger dodger|10-4|ten four|yes sir|yes please|yessir|aye|aye aye|yea|yah|yas|yep thanks|"
        "sure ok|okay cool|ok cool|ok great|ok good|ok perfect|ok fine|ok thanks|ok thank you|ok got it|oh ok|"
        "oh okay|oh i see|ah ok|ah okay|ah i see|i see now|duly noted|message received|received|received with thanks|"
        "i can wait|no rush|no hurry|no stress|no bother|no trouble|not a problem|no problemo|don't worry|dont worry|"
        "no need to come|no need to reply|no reply needed|all fine|it's fine|its fine|it's ok|its ok|that's ok|"
        "thats ok|that's good|thats good|sounds right|works for me|suits me|deal|agreed|agree|right then|right ok|"
        "right on|okey doke|okely|okies|okays|kk thx|k then|k bye|fine then|fine thanks|that will do|thats it|"
        "that's it for now|that's everything|nothing more|nothing further|all yours|over and out|bye for now|"
        "speak soon|later then|talk later|talk soon|catch you later"
    ),
    "done": (
        "fixed|repaired|replaced|filled|cleared|cleaned*|sorted|resolved|back on|works again|working again|"
        "working now|works now|removed|collected|quick fix|fast fix|for fixing|it's been fixed|been fixed|was fixed|"
        "got fixed|been repaired|got repaired|been cleaned|been cleared|been replaced|been filled|been done|all done|"
        "all sorted|sorted now|fixed now|light is on|lights are on|is on again|on again"
    ),
    "still": "still|but|also|another|however|although|one more|not yet|never|isn't|hasn't|not|no one|nobody|n't",
    "greeting": (
        "886|hi|hii|hiii|hello|helo|hallo|hullo|hellooo|hey|heyy|heyyy|heya|hiya|howdy|yo|sup|greetings|good morning|"
        "good mornin|gm|morning|mornin|good afternoon|afternoon|good evening|evening|good day|gday|g'day|good night|"
        "goodnight|night|how are you|how r u|how are u|how you doing|how do you do|how are things|how's it going|"
        "hows it going|how is it going|how's everything|how have you been|whats up|what's up|wassup|wazzup|whatsup|"
        "anyone here|anyone there|anyone home|anybody here|anybody there|anybody home|someone there|are you there|"
        "you there|is anybody there|is anyone there|nice to meet you|pleased to meet you|hola|bonjour|ni hao|nihao|"
        "bye|goodbye|bye bye|see you|see ya|cya|happy new year|happy weekend|have a nice day|have a good day|"
        "merry christmas|long time no see|knock knock|ping|alright mate|hello hello|hi hi|yo yo|good noon|good mrng|"
        "gud morning|aloha|namaste|salam|ciao|hey hey|evening all|hows you|how you|are u there|r u there|u there|"
        "anyone online|hello bot|what up|new here|good to meet you|good eve|good afternoon all|salut|"
        "how are you doing|how you doing today|how's your day|hows your day|how is your day|top of the morning|"
        "morning all|hey bot|hi robot|hello robot|hello啊|hello呀|halo|good to see you|just saying hi|"
        "just saying hello|say hi|say hello|saying hi|to say hi|to say hello|first time here|anybody up|anyone up|"
        "anyone around|anybody around|someone around|somebody around|anyone awake|you awake|are you awake|"
        "are you online|you online|are you busy|you busy|how was your day|hope you are well|hope you're well|"
        "hope all is well|hope this finds you well|trust you are well|nice day|lovely day|beautiful day|morning team|"
        "morning guys|morning folks|morning bot|morning sir|mornin all|gd morning|gd mrng|goodmorning|goodevening|"
        "goodafternoon|good mornin'|top o the morning|g'morning|gmorning|good nite|nite|nite nite|sleep well|"
        "sweet dreams|hey hi|hi hey|hihi|hellow|helloo|hellloo|heloo|heyo|heyyo|ello|'ello|ello ello|oi|oi oi|ahoy|"
        "wagwan|wag1|waddup|sup bro|whats good|how's life|hows life|how's tricks|how you been|how's you|how ya doing|"
        "how ya going|how u doing|how r u doing|you alright|you all right|you ok|u ok|are you ok|are you okay|"
        "alright there|alright?|konnichiwa|annyeong|sawasdee|salaam|assalamu alaikum|as salaam|assalam|marhaba|"
        "guten tag|guten morgen|buenos dias|buongiorno|bom dia|zdravstvuyte|privet|xin chao|selamat pagi|namaskar|"
        "zaoshanghao|zao shang hao|zao an|wanan|wan an|zai ma|zaima|zai bu zai|you ren ma|happy monday|happy friday|"
        "happy holidays|happy spring festival|happy lunar new year|happy chinese new year|happy mid-autumn|"
        "happy national day|season's greetings|merry xmas|cheers for now|ta ta|tata|ciao ciao|laters|see you later|"
        "see you tomorrow|see u|see ya later|so long|farewell|take care|have a good one|have a great day|"
        "have a lovely day|have a good evening|have a good weekend|just testing if|testing if anyone|"
        "if anyone is there|anyone is there|hello anyone|hi anyone|hello hello anyone"
    ),
}
"""The words of each sign, between bars."""
