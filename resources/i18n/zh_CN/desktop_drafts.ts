<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AmendSlot</name>
    <message>
        <source>Amend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Amended: {title}</source>
        <translation>已修改：{title}</translation>
    </message>
</context>
<context>
    <name>Amending</name>
    <message>
        <source>draft kept {time}</source>
        <translation>草稿已保存 {time}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>DraftPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Keep the draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>The draft was thrown away</source>
        <translation>草稿已放弃</translation>
    </message>
    <message>
        <source>kept on this laptop {time}</source>
        <translation>{time} 已保存到本机</translation>
    </message>
    <message>
        <source>Kept. Drafts are kept by themselves while you type.</source>
        <translation>已保存。输入时草稿会自动保存。</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Change to a visit</source>
        <translation>走访修改</translation>
    </message>
    <message>
        <source>Change to an enterprise</source>
        <translation>企业档案修改</translation>
    </message>
    <message>
        <source>Step on a problem</source>
        <translation>办理内容</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>（还没有标题）</translation>
    </message>
    <message>
        <source>record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>{n} unfinished: {what}, kept until {time}.</source>
        <translation>已恢复 {n} 条未完成的{what}，内容保存至 {time}。</translation>
    </message>
</context>
<context>
    <name>Unkept</name>
    <message>
        <source>What you typed last is not saved yet. Please free some space, or copy the text elsewhere; whoever closes the window once more leaves it behind.</source>
        <translation>刚才输入的内容尚未保存。请清理磁盘，或先把文字复制到别处；再次关闭窗口将不再保留这些内容。</translation>
    </message>
    <message>
        <source>What you typed is saved on this laptop now.</source>
        <translation>刚才输入的内容已保存到本机。</translation>
    </message>
</context>
</TS>
