<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Files</name>
    <message>
        <source>Save a copy of {name}</source>
        <translation>另存 {name}</translation>
    </message>
    <message>
        <source>{name} was not taken: the disk is full.</source>
        <translation>{name} 没有收下：磁盘已满。</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} 打不开。</translation>
    </message>
    <message>
        <source>{name} is empty and was not taken.</source>
        <translation>{name} 是空文件，没有收下。</translation>
    </message>
    <message>
        <source>{name} ({size}) was not taken: a file may have {most}. The rest is saved.</source>
        <translation>{name}（{size}）没有收下：每个文件不能超过 {most}。其余内容照常保存。</translation>
    </message>
    <message>
        <source>{name}: {trouble}</source>
        <translation>{name}：{trouble}</translation>
    </message>
    <message>
        <source>{name} is not at the centre yet: the laptop that has it sends it by itself.</source>
        <translation>{name} 还没有传到中心，保存该文件的电脑联网后会自动上传。</translation>
    </message>
</context>
<context>
    <name>FilesField</name>
    <message>
        <source>A file is still being read; please wait a moment</source>
        <translation>还有文件正在读取，请稍候</translation>
    </message>
    <message>
        <source>Picture {n}</source>
        <translation>图片 {n}</translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>ShownFiles</name>
    <message>
        <source>Picture {n}</source>
        <translation>图片 {n}</translation>
    </message>
    <message>
        <source>{name} was added</source>
        <translation>已添加 {name}</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>已上传</translation>
    </message>
    <message>
        <source>To upload</source>
        <translation>待上传</translation>
    </message>
</context>
</TS>
