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
</TS>
