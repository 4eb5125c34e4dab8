<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DossierBody</name>
    <message>
        <source>Facts</source>
        <translation>基本情况</translation>
    </message>
    <message>
        <source>Station and people</source>
        <translation>服务站和人员</translation>
    </message>
    <message>
        <source>None on record</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>成效</translation>
    </message>
    <message>
        <source>{n} more beside the visits</source>
        <translation>另有 {n} 个在走访记录里</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>所在地区</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>企业联系人</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>closed {day}</source>
        <translation>{day} 撤销</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since} 至 {until}</translation>
    </message>
    <message>
        <source>{n} texts were written twice; please choose</source>
        <translation>{n} 处内容两人都改过，请选择</translation>
    </message>
    <message>
        <source>set up</source>
        <translation>已设立</translation>
    </message>
</context>
<context>
    <name>DossierPage</name>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Visit here</source>
        <translation>走访这家企业</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>反映问题</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Nobody serves this enterprise, or no directory here lists who could take over.</source>
        <translation>这家企业没有服务人员，或本机通讯录里没有可接手的代表、联络员；请由上级中心办理。</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>交接…</translation>
    </message>
</context>
<context>
    <name>Enterprise</name>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Main products</source>
        <translation>主要产品</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>待补</translation>
    </message>
    <message>
        <source>{code} (to be verified)</source>
        <translation>{code}（待核实）</translation>
    </message>
    <message>
        <source>The code has 18 characters; this one has {n}.</source>
        <translation>统一社会信用代码应为 18 位，现在是 {n} 位。</translation>
    </message>
    <message>
        <source>A character does not occur in credit codes (I O S V Z).</source>
        <translation>统一社会信用代码不含 I、O、S、V、Z 等字符。</translation>
    </message>
    <message>
        <source>The check digit does not fit; please compare 9 to 17.</source>
        <translation>统一社会信用代码校验位不符，请核对第 9–17 位。</translation>
    </message>
    <message>
        <source>It can be saved, as to be verified.</source>
        <translation>仍可保存，记为待核实。</translation>
    </message>
</context>
<context>
    <name>EnterprisesView</name>
    <message>
        <source>Enterprises</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>No enterprise yet. The administrator assigns them.</source>
        <translation>还没有企业。请管理员导入名单并指派。</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>未办结 {n}</translation>
    </message>
    <message>
        <source>never visited</source>
        <translation>未走访</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前走访</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天走访</translation>
    </message>
</context>
<context>
    <name>HandOverPanel</name>
    <message>
        <source>Hand over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Who hands over</source>
        <translation>交出人</translation>
    </message>
    <message>
        <source>Who takes over</source>
        <translation>接手人</translation>
    </message>
    <message>
        <source>All that are served</source>
        <translation>其服务的全部企业</translation>
    </message>
    <message>
        <source>This one alone</source>
        <translation>只此一家</translation>
    </message>
    <message>
        <source>Which enterprises</source>
        <translation>交接范围</translation>
    </message>
    <message>
        <source>Day of the hand-over</source>
        <translation>交接日期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The new person has the whole history with the next sync; what the old laptop has not sent yet is still taken in and marked as late.</source>
        <translation>接手人下次同步即有全部历史；原电脑尚未送达的内容仍会收下，并标明迟到。</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>{n} enterprises: {names}</source>
        <translation>共 {n} 家：{names}</translation>
    </message>
    <message>
        <source>Handed over to {name}: {n} enterprises</source>
        <translation>已交接给{name}：{n} 家企业</translation>
    </message>
    <message>
        <source>draft kept {time}</source>
        <translation>草稿 {time} 已保存</translation>
    </message>
</context>
</TS>
