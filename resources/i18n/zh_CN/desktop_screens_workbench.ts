<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Workbench</name>
    <message>
        <source>Visit agreed</source>
        <translation>约定走访</translation>
    </message>
    <message>
        <source>last there {day}</source>
        <translation>上次走访 {day}</translation>
    </message>
    <message>
        <source>never visited</source>
        <translation>未走访</translation>
    </message>
    <message>
        <source>{n} days without a visit</source>
        <translation>{n} 天未走访</translation>
    </message>
    <message>
        <source>visited today</source>
        <translation>今天已走访</translation>
    </message>
    <message>
        <source>{n} open problems</source>
        <translation>未办结问题 {n}</translation>
    </message>
    <message>
        <source>To do today</source>
        <translation>今天要做</translation>
    </message>
    <message>
        <source>Nothing waits for you today.</source>
        <translation>今天没有等您办理的事。</translation>
    </message>
    <message>
        <source>Due soon or overdue</source>
        <translation>快到期/超期</translation>
    </message>
    <message>
        <source>No problem of yours falls due soon.</source>
        <translation>没有快到期的问题。</translation>
    </message>
    <message>
        <source>My enterprises</source>
        <translation>我的企业</translation>
    </message>
    <message>
        <source>No enterprise is assigned to you yet.</source>
        <translation>还没有指派给您的企业。</translation>
    </message>
    <message>
        <source>Recent drafts</source>
        <translation>最近草稿</translation>
    </message>
    <message>
        <source>No unfinished draft.</source>
        <translation>没有未完成的草稿。</translation>
    </message>
    <message>
        <source>{day} {weekday}</source>
        <translation>{day} {weekday}</translation>
    </message>
    <message>
        <source>{month}/{day}</source>
        <translation>{month} 月 {day} 日</translation>
    </message>
    <message>
        <source>next working day {weekday} {day}</source>
        <translation>下一工作日 {weekday} {day}</translation>
    </message>
    <message>
        <source>Not accepted, or written by two: {n}</source>
        <translation>未被接受或两人同改：{n} 项</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Sync screen</source>
        <translation>同步中心</translation>
    </message>
</context>
</TS>
