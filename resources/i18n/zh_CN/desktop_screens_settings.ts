<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SettingsFacts</name>
    <message>
        <source>Yes, by SQLCipher {version}</source>
        <translation>已加密（SQLCipher {version}）</translation>
    </message>
    <message>
        <source>No. Please tell IT.</source>
        <translation>未加密，请联系系统管理员</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Guarded by</source>
        <translation>数据保护</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>本机代号</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>This program uses Qt and PySide under the GNU LGPL, version 3: their libraries lie as files of their own in the program&apos;s folder and may be replaced. SQLCipher: BSD licence of Zetetic LLC.</source>
        <translation>本程序依据 GNU LGPL 第 3 版使用 Qt 和 PySide：其库文件单独存放在程序文件夹中，可自行替换。SQLCipher 依据 Zetetic LLC 的 BSD 许可使用。</translation>
    </message>
    <message>
        <source>Believes</source>
        <translation>信任的证书</translation>
    </message>
    <message>
        <source>the public certificate authorities</source>
        <translation>公共证书机构</translation>
    </message>
    <message>
        <source>Audit seen</source>
        <translation>已见审计链头</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>下次打开时生效</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>A copy belongs to one server. For another one, sign in at the first window.</source>
        <translation>本机数据只属于一台服务器；更换服务器请在登录窗口重新登录。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Data on this machine</source>
        <translation>本机数据</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>About the program</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Clock of this machine</source>
        <translation>本机时钟</translation>
    </message>
</context>
</TS>
