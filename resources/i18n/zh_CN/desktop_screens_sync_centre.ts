<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CourierCard</name>
    <message>
        <source>Without a line: by stick</source>
        <translation>没有网络时：用 U 盘传送</translation>
    </message>
    <message>
        <source>Save a file for the centre…</source>
        <translation>导出送往中心的文件…</translation>
    </message>
    <message>
        <source>Take the centre&apos;s answer…</source>
        <translation>导入中心的回执…</translation>
    </message>
    <message>
        <source>For the centre</source>
        <translation>送往中心</translation>
    </message>
    <message>
        <source>Save a file, have it carried to the centre, and take the answer that comes back. The file is sealed: only the centre can read it. If it is lost nothing is lost. What attachments contain is not in it and is sent once there is a line.</source>
        <translation>先导出文件，用 U 盘送到中心，再导入带回的回执。文件已加密，只有中心能读；丢了也不会丢失内容，重新导出即可。附件内容不在文件里，联网后再传。</translation>
    </message>
    <message>
        <source>Saved: {file}. It counts as delivered when the centre&apos;s answer is taken here.</source>
        <translation>已保存：{file}。导入中心的回执后才算送达。</translation>
    </message>
    <message>
        <source>The answer is in: {n} answered by the centre, {rows} rows are new.</source>
        <translation>回执已导入：中心已答复 {n} 条，收到 {rows} 条更新。</translation>
    </message>
    <message>
        <source>The answer is in and brings nothing new: what it says is here already.</source>
        <translation>回执已导入，没有新内容：回执里的结果本机都已收到。</translation>
    </message>
</context>
<context>
    <name>Deed</name>
    <message>
        <source>Administration</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访记录</translation>
    </message>
    <message>
        <source>Change to a visit</source>
        <translation>修改走访记录</translation>
    </message>
    <message>
        <source>Change to an enterprise</source>
        <translation>修改企业档案</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报问题</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>补充内容</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回补充</translation>
    </message>
    <message>
        <source>Second report</source>
        <translation>再次上报</translation>
    </message>
    <message>
        <source>Acceptance</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Another last day</source>
        <translation>另定期限</translation>
    </message>
    <message>
        <source>Sending a person</source>
        <translation>派员现场</translation>
    </message>
    <message>
        <source>Guidance on site</source>
        <translation>现场指导</translation>
    </message>
    <message>
        <source>Closing on site</source>
        <translation>现场指导办结</translation>
    </message>
    <message>
        <source>Summons</source>
        <translation>吹哨</translation>
    </message>
    <message>
        <source>Reporting in</source>
        <translation>报到</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>专题议事</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>下达转办单</translation>
    </message>
    <message>
        <source>Upholding the order</source>
        <translation>维持转办</translation>
    </message>
    <message>
        <source>Signing for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>提出异议</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>报告进展</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Return of the reply</source>
        <translation>审核退回</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Beginning the follow-up</source>
        <translation>开始回访</translation>
    </message>
    <message>
        <source>Follow-up call</source>
        <translation>满意度回访</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>登记结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Settling a conflict</source>
        <translation>处理冲突</translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>not satisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>the offered text</source>
        <translation>改用另一份</translation>
    </message>
    <message>
        <source>the standing text</source>
        <translation>保持现状</translation>
    </message>
    <message>
        <source>both texts</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>a new text</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>Keeping from a department</source>
        <translation>设为回避</translation>
    </message>
    <message>
        <source>Release to a department</source>
        <translation>解除回避</translation>
    </message>
    <message>
        <source>Raising</source>
        <translation>提级</translation>
    </message>
    <message>
        <source>Giving back</source>
        <translation>提级退回</translation>
    </message>
    <message>
        <source>Naming a reader</source>
        <translation>指定专人查阅</translation>
    </message>
    <message>
        <source>Ending a reading</source>
        <translation>终止查阅</translation>
    </message>
    <message>
        <source>Group of similar problems</source>
        <translation>共性问题</translation>
    </message>
    <message>
        <source>Counting among similar problems</source>
        <translation>归入共性问题</translation>
    </message>
    <message>
        <source>Taking out of similar problems</source>
        <translation>移出共性问题</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>企业交接</translation>
    </message>
    <message>
        <source>Admitting work</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Declining work</source>
        <translation>不采纳</translation>
    </message>
</context>
<context>
    <name>DeedField</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Answered on the spot</source>
        <translation>现场答复/建议</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Goes back to</source>
        <translation>退回环节</translation>
    </message>
    <message>
        <source>Day of the call</source>
        <translation>回访日期</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>成因</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>Companions</source>
        <translation>同行</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>议定事项</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>讨论情况</translation>
    </message>
    <message>
        <source>Document issued</source>
        <translation>出具文书</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>办结期限</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐证</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>What was explained</source>
        <translation>指导内容</translation>
    </message>
    <message>
        <source>Day on site</source>
        <translation>到场日期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Day of the meeting</source>
        <translation>会议日期</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>办理要求</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Parts to complete</source>
        <translation>需补充的栏目</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>参加人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>下次联络日</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Kind of outcome</source>
        <translation>结果种类</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>参加单位</translation>
    </message>
    <message>
        <source>Main products</source>
        <translation>主要产品</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺事项</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>To report in by</source>
        <translation>报到期限</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>接听人</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>是否满意</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情况记录</translation>
    </message>
    <message>
        <source>Steps explained</source>
        <translation>讲解环节</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析研判</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>情况说明</translation>
    </message>
</context>
<context>
    <name>FilesHeld</name>
    <message>
        <source>Files are paused, {n} wait. Records go on.</source>
        <translation>附件已暂停，{n} 个待传。记录照常同步。</translation>
    </message>
    <message>
        <source>Let files go on</source>
        <translation>继续传附件</translation>
    </message>
    <message>
        <source>Pause files</source>
        <translation>暂停传附件</translation>
    </message>
</context>
<context>
    <name>Parked</name>
    <message>
        <source>{who}: the server could not take it by itself.</source>
        <translation>{who}：服务器未能自行接收。</translation>
    </message>
    <message>
        <source>{who}: when this was done, the record was not theirs any more.</source>
        <translation>{who}：办理时此件已不归其负责。</translation>
    </message>
    <message>
        <source>{who}: an earlier step that it builds on is not here.</source>
        <translation>{who}：它前面的一步不在服务器上。</translation>
    </message>
</context>
<context>
    <name>ParkedPanel</name>
    <message>
        <source>Why it is not admitted</source>
        <translation>不采纳的理由</translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Do not admit</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>Do not admit, for this reason</source>
        <translation>按此理由不采纳</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message>
        <source>On its way</source>
        <translation>待传</translation>
    </message>
    <message>
        <source>Everything has arrived at the centre</source>
        <translation>内容已全部送达中心</translation>
    </message>
    <message>
        <source>{n} to send</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>附件 {n} 个</translation>
    </message>
    <message>
        <source>Without effect here for now: {why}</source>
        <translation>暂未在本机生效：{why}</translation>
    </message>
    <message>
        <source>{percent}% sent</source>
        <translation>已传 {percent}%</translation>
    </message>
    <message>
        <source>No record is on its way; what needs you stands above</source>
        <translation>没有待传的记录，需要您处理的见上方</translation>
    </message>
    <message>
        <source>Every record has arrived at the centre; these files are not there yet</source>
        <translation>记录已全部送达中心，以下附件还没有传完</translation>
    </message>
    <message>
        <source>Noted at the centre first; its content is sent after the records</source>
        <translation>先登记，文件内容随后传送</translation>
    </message>
    <message>
        <source>Damaged on this laptop. Please add the file to its record once more.</source>
        <translation>该文件在本机已损坏，请在所属记录中重新添加一次。</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <translation>无法上传</translation>
    </message>
</context>
<context>
    <name>SignInCard</name>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>This laptop was withdrawn; what is not delivered is kept here. Please tell the administrator. Once it is taken in again, sign in here.</source>
        <translation>这台电脑已停用，未送达的内容仍保存在本机。请联系系统管理员；恢复使用后，请在这里重新登录。</translation>
    </message>
</context>
<context>
    <name>SilentCard</name>
    <message>
        <source>Laptops that have not reported</source>
        <translation>未同步的电脑</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>of {n} people who serve enterprises</source>
        <translation>共 {n} 名驻企人员</translation>
    </message>
    <message>
        <source>{n} have no laptop yet</source>
        <translation>{n} 人还没有电脑</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 人</translation>
    </message>
    <message>
        <source>Their work since then is not in any list or number here. It comes by itself with their next sync; nothing is lost.</source>
        <translation>他们此后的工作还没有计入这里的列表和数字；下次同步时自动补上，不会丢失。</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>{n} enterprises</source>
        <translation>{n} 家企业</translation>
    </message>
    <message>
        <source>never synced</source>
        <translation>从未同步</translation>
    </message>
    <message>
        <source>Every laptop in use has been in contact within a working day.</source>
        <translation>已登记使用的电脑都在一个工作日内同步过。</translation>
    </message>
</context>
<context>
    <name>StoppedActs</name>
    <message>
        <source>The text is on the clipboard</source>
        <translation>内容已复制</translation>
    </message>
    <message>
        <source>Given up: {what}. The steps behind it are drafts at the problem.</source>
        <translation>已放弃：{what}。其后各步已转为该问题的草稿</translation>
    </message>
    <message>
        <source>Given up: {what}</source>
        <translation>已放弃：{what}</translation>
    </message>
</context>
<context>
    <name>StoppedPanel</name>
    <message>
        <source>{n} more wait behind it: {what}</source>
        <translation>其后还有 {n} 步在等待：{what}</translation>
    </message>
    <message>
        <source>Correct and do again</source>
        <translation>改后重做</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制内容</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>{who} has admitted it; it counts.</source>
        <translation>{who} 已采纳，已经生效。</translation>
    </message>
    <message>
        <source>{who} has not admitted it: {reason}</source>
        <translation>{who} 未采纳：{reason}</translation>
    </message>
    <message>
        <source>The file itself is still here and is sent once admitted.</source>
        <translation>文件内容仍在本机，采纳后再传。</translation>
    </message>
</context>
<context>
    <name>SyncStanding</name>
    <message>
        <source>This laptop</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>使用人</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>本机代号</translation>
    </message>
    <message>
        <source>Guarded by</source>
        <translation>数据保护</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Sync</source>
        <translation>同步中心</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>On a text of two people</source>
        <translation>两人改过的内容</translation>
    </message>
    <message>
        <source>Use the other text</source>
        <translation>改用另一份</translation>
    </message>
    <message>
        <source>Leave it as it stands</source>
        <translation>保持现状</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>Settled: {title}</source>
        <translation>已处理冲突：{title}</translation>
    </message>
    <message>
        <source>Admitted: {title}</source>
        <translation>已采纳：{title}</translation>
    </message>
    <message>
        <source>Not admitted: {title}</source>
        <translation>未采纳：{title}</translation>
    </message>
    <message>
        <source>Save what is not delivered</source>
        <translation>保存未送达内容</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>未送达内容</translation>
    </message>
    <message>
        <source>Everything is delivered; there is nothing to save</source>
        <translation>没有未送达的内容，不需要另存</translation>
    </message>
    <message>
        <source>Every record is delivered; {n} files are not there yet, and are not saved here.</source>
        <translation>记录都已送达；还有 {n} 个附件没有传完，附件不在这里另存。</translation>
    </message>
</context>
<context>
    <name>Undelivered</name>
    <message>
        <source>Not delivered to the centre: {person}, {time}</source>
        <translation>未送达中心的内容（{person}，{time}）</translation>
    </message>
</context>
</TS>
