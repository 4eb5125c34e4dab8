<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Doorway</name>
    <message>
        <source>Zhuqitong</source>
        <translation>驻企通</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Government service with the enterprise</source>
        <translation>政府驻企服务平台</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Another person signs in</source>
        <translation>换一个人登录</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Open a copy on this machine</source>
        <translation>打开本机已有的数据</translation>
    </message>
    <message>
        <source>Please write it like https://zqt.example.gov.cn</source>
        <translation>请写成 https://zqt.example.gov.cn 的样子</translation>
    </message>
    <message>
        <source>http is not secret on the way; ask IT for https</source>
        <translation>http 地址在网络上不加密，请向系统管理员索取 https 地址</translation>
    </message>
    <message>
        <source>Everything is kept encrypted on this machine and opens without a line.</source>
        <translation>内容加密保存在本机，没有网络也能打开</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>The centre has a newer password. Please type the one used here, and the new one.</source>
        <translation>中心的密码已更换。请填写本机原来的密码和新密码。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Not sent</source>
        <translation>未送达的内容</translation>
    </message>
    <message>
        <source>Nothing was deleted, and nothing empty was put in its place. This is the way on:</source>
        <translation>什么都没有删除，也没有用空的数据代替。可以这样继续：</translation>
    </message>
    <message>
        <source>1. What was not sent yet, and your drafts, are saved into a file that you keep.</source>
        <translation>1. 先把尚未送达的内容和草稿存成一个文件，由您保管。</translation>
    </message>
    <message>
        <source>2. The newest whole snapshot on this machine takes the place of the damaged file. Without one, you sign in once with a line, and everything is downloaded anew.</source>
        <translation>2. 再用本机最近一份完好的快照代替损坏的文件；没有快照时，联网登录一次，重新下载全部数据。</translation>
    </message>
    <message>
        <source>The file is not encrypted: please keep it where nobody else reads it. The damaged data stays beside it as it is, for IT.</source>
        <translation>这个文件不加密，请妥善保管，不要让别人看到。损坏的数据原样留在数据文件夹里，供系统管理员查看。</translation>
    </message>
    <message>
        <source>Saved: {n} operations and {drafts} drafts that were not sent, in “{file}”.</source>
        <translation>已保存 {n} 条未送达的内容和 {drafts} 份草稿，文件是“{file}”。</translation>
    </message>
    <message>
        <source>The data could be read after all; nothing was changed.</source>
        <translation>数据其实可以读出，没有做任何改动。</translation>
    </message>
    <message>
        <source>The newest whole snapshot is in use; the next sync brings what is newer.</source>
        <translation>现在用的是最近一份完好的快照，此后的进展由下一次同步补上。</translation>
    </message>
    <message>
        <source>Everything else was downloaded anew.</source>
        <translation>其余数据已重新下载。</translation>
    </message>
    <message>
        <source>3. What was not sent waits to be sent again by itself, and your drafts are there again. The file is for the case that something is missing.</source>
        <translation>3. 尚未送达的内容会自动重新待同步，草稿也会自动恢复；这个文件留作备查，以防有遗漏。</translation>
    </message>
</context>
<context>
    <name>RescueCard</name>
    <message>
        <source>The data of this machine cannot be read</source>
        <translation>本机的数据读不出来了</translation>
    </message>
    <message>
        <source>Save what was not sent, and go on…</source>
        <translation>保存未送达的内容并继续…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不处理</translation>
    </message>
</context>
</TS>
