<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Preview</name>
    <message>
        <source>{n} pages</source>
        <translation>共 {n} 页</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>保存为 PDF</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>The PDF was not saved: {reason}</source>
        <translation>PDF 没有保存：{reason}</translation>
    </message>
    <message>
        <source>A draft: the official number comes with the server&apos;s receipt.</source>
        <translation>草稿：收到服务器回执、取得正式编号后，才能打印正式文本。</translation>
    </message>
    <message>
        <source>No font on this computer has: {letters}. They would be printed as empty boxes.</source>
        <translation>本机没有字体能显示：{letters}。打印出来会是空框，请先安装含这些字的字体。</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Not printed: the printer did not take it. Choose another one.</source>
        <translation>没有打印出来：打印机没有接受。请换一台再试。</translation>
    </message>
    <message>
        <source>Original kept {when}, {who} · SHA-256 {start}…</source>
        <translation>正本已归档：{when} {who} · SHA-256 {start}…</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Draft · number pending</source>
        <translation>草稿·编号待定</translation>
    </message>
    <message>
        <source>No.: {number}</source>
        <translation>编号：{number}</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>企业名称</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>企业联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>问题来源</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>问题领域</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题标题</translation>
    </message>
    <message>
        <source>Filled in by</source>
        <translation>填报人</translation>
    </message>
    <message>
        <source>Enterprise (seal)</source>
        <translation>企业盖章</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>填报时间</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>受理单位</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>议题</translation>
    </message>
    <message>
        <source>Held on</source>
        <translation>会议日期</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>会议地点</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>参会人员</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>议事情况</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>议定事项</translation>
    </message>
    <message>
        <source>Lead office</source>
        <translation>主办单位</translation>
    </message>
    <message>
        <source>Problem no.</source>
        <translation>受理编号</translation>
    </message>
    <message>
        <source>The problem</source>
        <translation>问题摘要</translation>
    </message>
    <message>
        <source>Assisting offices</source>
        <translation>协办单位</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>交办意见</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>转办时间</translation>
    </message>
    <message>
        <source>To be done by</source>
        <translation>办结截止</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限依据</translation>
    </message>
    <message>
        <source>Drafted by</source>
        <translation>拟稿</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签发人</translation>
    </message>
    <message>
        <source>Receipt and return slip of the handling office</source>
        <translation>承办单位签收与回执</translation>
    </message>
    <message>
        <source>Signed for by</source>
        <translation>签收人</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收时间</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Head of the office</source>
        <translation>负责人签字</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>单位盖章</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Document issued: {name}</source>
        <translation>出具文件：{name}</translation>
    </message>
    <message>
        <source>Answered by {who}, {day}</source>
        <translation>答复人：{who}，{day}</translation>
    </message>
    <message>
        <source>(continued)</source>
        <translation>（续）</translation>
    </message>
    <message>
        <source>Visited on</source>
        <translation>走访日期</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>联络方式</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>走访人</translation>
    </message>
    <message>
        <source>Companions</source>
        <translation>同行人员</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>企业参加人</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>走访目的</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情况记录</translation>
    </message>
    <message>
        <source>Advice given</source>
        <translation>解答与建议</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>答应办理的事项</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>下次联络</translation>
    </message>
    <message>
        <source>The enterprise&apos;s confirmation</source>
        <translation>企业确认</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>{year}-{month}-{day}</source>
        <translation>{year}年{month}月{day}日</translation>
    </message>
    <message>
        <source>{day}, 24:00</source>
        <translation>{day}24:00</translation>
    </message>
    <message>
        <source>{name} ({post})</source>
        <translation>{name}（{post}）</translation>
    </message>
    <message>
        <source>{amount}, counted from the day after {start}</source>
        <translation>{amount}，自{start}的次日起算</translation>
    </message>
    <message>
        <source>{words} ({basis})</source>
        <translation>{words}（{basis}）</translation>
    </message>
    <message>
        <source>Set by the centre to {day}; reason: {reason}. By the rule: {rule}</source>
        <translation>本单办结日另定为{day}，理由：{reason}。原规则：{rule}</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n}个工作日</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n}日</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n}小时</translation>
    </message>
    <message>
        <source>{role}: </source>
        <translation>{role}：</translation>
    </message>
    <message>
        <source>Year      Month      Day      </source>
        <translation>&#x3000;&#x3000;年&#x3000;&#x3000;月&#x3000;&#x3000;日</translation>
    </message>
    <message>
        <source>Number pending</source>
        <translation>编号待定</translation>
    </message>
    <message>
        <source>{manner}, with another duty</source>
        <translation>{manner}（结合日常工作）</translation>
    </message>
</context>
</TS>
