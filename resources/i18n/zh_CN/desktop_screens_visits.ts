<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>EntryPage</name>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Report as a problem</source>
        <translation>转为问题反映</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Back to the visit</source>
        <translation>返回走访</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>参加人</translation>
    </message>
    <message>
        <source>Companions</source>
        <translation>同行</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>With another duty</source>
        <translation>结合其他工作</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情况记录</translation>
    </message>
    <message>
        <source>Answered on the spot</source>
        <translation>现场答复/建议</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺事项</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>下次联络日</translation>
    </message>
    <message>
        <source>Files and photos</source>
        <translation>附件/照片</translation>
    </message>
    <message>
        <source>Name, code or pinyin initials</source>
        <translation>名称、代码或拼音首字母</translation>
    </message>
    <message>
        <source>Name and post, several with commas</source>
        <translation>企业人员姓名、职务，多人用逗号隔开</translation>
    </message>
    <message>
        <source>Made during another duty</source>
        <translation>在其他工作中顺带走访</translation>
    </message>
    <message>
        <source>What was seen and heard. Mark a passage and press Ctrl+I to report it as a problem.</source>
        <translation>看到、听到的情况。选中其中一段按 Ctrl+I，可直接转为问题反映。</translation>
    </message>
</context>
<context>
    <name>VisitBody</name>
    <message>
        <source>Facts</source>
        <translation>基本情况</translation>
    </message>
    <message>
        <source>Reported from it</source>
        <translation>由此反映的问题</translation>
    </message>
    <message>
        <source>Visited by</source>
        <translation>走访人</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{n} texts were written twice; please choose</source>
        <translation>{n} 处内容两人都改过，请选择</translation>
    </message>
</context>
<context>
    <name>VisitDraftPage</name>
    <message>
        <source>Writing a visit</source>
        <translation>填写走访</translation>
    </message>
    <message>
        <source>Report as a problem</source>
        <translation>转为问题反映</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新走访</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Visit finished: {name}</source>
        <translation>走访已完成：{name}</translation>
    </message>
    <message>
        <source>Please choose the enterprise first</source>
        <translation>请先选择企业</translation>
    </message>
</context>
<context>
    <name>VisitsView</name>
    <message>
        <source>Visits</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>No visit on record yet</source>
        <translation>还没有走访记录</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新走访</translation>
    </message>
</context>
</TS>
