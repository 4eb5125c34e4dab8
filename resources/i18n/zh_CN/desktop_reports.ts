<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Report</name>
    <message>
        <source>Name, code or pinyin initials</source>
        <translation>名称、代码或拼音首字母</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>In one sentence; empty takes the first one below</source>
        <translation>一句话概括；不填就取下面的第一句</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>反映人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Files and photos</source>
        <translation>附件/照片</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Reporting a problem</source>
        <translation>填写问题</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Reported: {title}</source>
        <translation>已上报：{title}</translation>
    </message>
    <message>
        <source>from the visit of {day}</source>
        <translation>来自 {day} 的走访</translation>
    </message>
    <message>
        <source>Finish the visit and report</source>
        <translation>完成走访并上报</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报</translation>
    </message>
</context>
</TS>
