<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Act</name>
    <message>
        <source>First record what was explained on site</source>
        <translation>请先记录现场指导</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回补充</translation>
    </message>
    <message>
        <source>Issue the order</source>
        <translation>下达转办单</translation>
    </message>
    <message>
        <source>Send a person</source>
        <translation>派员现场</translation>
    </message>
    <message>
        <source>Summon</source>
        <translation>吹哨</translation>
    </message>
    <message>
        <source>Hold a meeting</source>
        <translation>记录专题议事</translation>
    </message>
    <message>
        <source>Uphold the order</source>
        <translation>维持转办</translation>
    </message>
    <message>
        <source>Sign for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>提出异议</translation>
    </message>
    <message>
        <source>Report in</source>
        <translation>报到</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>报告进展</translation>
    </message>
    <message>
        <source>Guidance on site</source>
        <translation>现场指导记录</translation>
    </message>
    <message>
        <source>Close on site</source>
        <translation>现场指导办结</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Return the reply</source>
        <translation>审核退回</translation>
    </message>
    <message>
        <source>Set another date</source>
        <translation>另定期限</translation>
    </message>
    <message>
        <source>Begin the follow-up</source>
        <translation>开始回访</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Not satisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>Report again</source>
        <translation>再次上报</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>Make it a full form</source>
        <translation>补全表单</translation>
    </message>
    <message>
        <source>Record an outcome</source>
        <translation>登记结果</translation>
    </message>
    <message>
        <source>Keep from a department</source>
        <translation>设为回避</translation>
    </message>
    <message>
        <source>Release to a department</source>
        <translation>解除回避</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>提级</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>提级退回</translation>
    </message>
    <message>
        <source>Name a reader</source>
        <translation>指定专人查阅</translation>
    </message>
    <message>
        <source>End a reading</source>
        <translation>结束专人查阅</translation>
    </message>
</context>
<context>
    <name>ActForm</name>
    <message>
        <source>{limits} working days</source>
        <translation>{limits} 工作日</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Parts to complete</source>
        <translation>需补充的栏目</translation>
    </message>
    <message>
        <source>The day lies before today</source>
        <translation>日期早于今天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>办结期限</translation>
    </message>
    <message>
        <source>Person sent</source>
        <translation>派出人员</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>办理要求</translation>
    </message>
    <message>
        <source>Day on site</source>
        <translation>到场日期</translation>
    </message>
    <message>
        <source>Steps explained</source>
        <translation>讲解环节</translation>
    </message>
    <message>
        <source>What was explained</source>
        <translation>指导内容</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Department called</source>
        <translation>吹哨部门</translation>
    </message>
    <message>
        <source>To report in by</source>
        <translation>报到期限</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>吹哨事由</translation>
    </message>
    <message>
        <source>Who came</source>
        <translation>报到人</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Day of the meeting</source>
        <translation>会议日期</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>参加单位</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>讨论情况</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>议定事项</translation>
    </message>
    <message>
        <source>Lead department</source>
        <translation>主办部门</translation>
    </message>
    <message>
        <source>Assisting departments</source>
        <translation>协办部门</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签发人</translation>
    </message>
    <message>
        <source>Suggested department</source>
        <translation>建议部门</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进展情况</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复内容</translation>
    </message>
    <message>
        <source>Document issued</source>
        <translation>出具文书</translation>
    </message>
    <message>
        <source>Day of the call</source>
        <translation>回访日期</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>接听人</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>企业意见</translation>
    </message>
    <message>
        <source>Goes back to</source>
        <translation>退回环节</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐证</translation>
    </message>
    <message>
        <source>Please write a number, such as 13 or 3000.5</source>
        <translation>请填写数字，如 13 或 3000.5</translation>
    </message>
    <message>
        <source>Department it is about</source>
        <translation>涉及部门</translation>
    </message>
    <message>
        <source>Department it is kept from</source>
        <translation>回避部门</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析研判</translation>
    </message>
    <message>
        <source>Who is to read it</source>
        <translation>指定查阅的专人</translation>
    </message>
    <message>
        <source>Who reads it no longer</source>
        <translation>不再查阅的人</translation>
    </message>
</context>
<context>
    <name>ActPanel</name>
    <message>
        <source>The problem has moved on; this step may no longer fit. What you typed is kept.</source>
        <translation>这件问题已有变化，此步骤可能不再适用；已填内容仍然保留。</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>draft kept {time}</source>
        <translation>草稿已存 {time}</translation>
    </message>
    <message>
        <source>The problem is no longer on this laptop. What you typed is kept, and can be copied.</source>
        <translation>这件问题已不在本机；已填内容仍然保留，可以复制。</translation>
    </message>
    <message>
        <source>For this problem alone: {n} are marked</source>
        <translation>已选 {n} 件，本表只办当前这一件</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Reported</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Completed the text</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>Returned for completion</source>
        <translation>退回补充</translation>
    </message>
    <message>
        <source>Reported again</source>
        <translation>再次上报</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Set another date</source>
        <translation>另定期限</translation>
    </message>
    <message>
        <source>Sent a person</source>
        <translation>派员现场</translation>
    </message>
    <message>
        <source>Guidance on site</source>
        <translation>现场指导</translation>
    </message>
    <message>
        <source>Closed on site</source>
        <translation>现场指导办结</translation>
    </message>
    <message>
        <source>Summoned</source>
        <translation>吹哨</translation>
    </message>
    <message>
        <source>Reported in</source>
        <translation>报到</translation>
    </message>
    <message>
        <source>Held a meeting</source>
        <translation>议事</translation>
    </message>
    <message>
        <source>Issued the order</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Upheld the order</source>
        <translation>维持转办</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Objected</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Replied</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Returned the reply</source>
        <translation>审核退回</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Began the follow-up</source>
        <translation>开始回访</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>销号</translation>
    </message>
    <message>
        <source>Back to assignment</source>
        <translation>不满意，退回交办</translation>
    </message>
    <message>
        <source>Back to handling</source>
        <translation>不满意，退回处置</translation>
    </message>
    <message>
        <source>Recorded an outcome</source>
        <translation>登记结果</translation>
    </message>
    <message>
        <source>Attached a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Settled a conflict</source>
        <translation>处理冲突</translation>
    </message>
    <message>
        <source>Kept from a department</source>
        <translation>设为回避</translation>
    </message>
    <message>
        <source>Released to a department</source>
        <translation>解除回避</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>提级</translation>
    </message>
    <message>
        <source>Given back with a decision</source>
        <translation>提级退回</translation>
    </message>
    <message>
        <source>Named a reader</source>
        <translation>指定专人查阅</translation>
    </message>
    <message>
        <source>Ended a reading</source>
        <translation>终止查阅</translation>
    </message>
    <message>
        <source>Began a group of similar problems</source>
        <translation>建立共性问题</translation>
    </message>
    <message>
        <source>Counted among similar problems</source>
        <translation>归入共性问题</translation>
    </message>
    <message>
        <source>Taken out of a group of similar problems</source>
        <translation>移出共性问题</translation>
    </message>
    <message>
        <source>Began to serve</source>
        <translation>开始服务</translation>
    </message>
    <message>
        <source>Ended a service</source>
        <translation>结束服务</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Admitted work</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Declined work</source>
        <translation>未采纳</translation>
    </message>
    <message>
        <source>Kept the original</source>
        <translation>正本归档</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Number pending ({code})</source>
        <translation>编号待定（{code}）</translation>
    </message>
    <message>
        <source>Number pending</source>
        <translation>编号待定</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
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
        <source>Topic</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>成因</translation>
    </message>
    <message>
        <source>Proposed department</source>
        <translation>拟承办部门</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Returned: {reason}</source>
        <translation>退回补充：{reason}</translation>
    </message>
    <message>
        <source>to complete</source>
        <translation>待补充</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>基本情况</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>填报人</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>受理中心</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>第几轮</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>办结方式</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>“{title}”: {why}</source>
        <translation>“{title}”：{why}</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Your step of {time} was not taken: {why}</source>
        <translation>您 {time} 的操作未被接受：{why}</translation>
    </message>
    <message>
        <source>Begun, not done: {act} ({time})</source>
        <translation>未完成：{act}（{time}）</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>查看走访</translation>
    </message>
    <message>
        <source>Open the enterprise</source>
        <translation>查看企业</translation>
    </message>
    <message>
        <source>time corrected: written before the laptop&apos;s last sync</source>
        <translation>时间已校正：写在本机上次同步之前</translation>
    </message>
    <message>
        <source>delivered {time} ({duration} on the way)</source>
        <translation>{time} 送达（途中 {duration}）</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>“{title}” is no longer on this laptop. What you typed about it is kept.</source>
        <translation>“{title}”已不在本机。您填写的内容仍然保留。</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制内容</translation>
    </message>
    <message>
        <source>The text is on the clipboard</source>
        <translation>内容已复制</translation>
    </message>
    <message>
        <source>The draft was thrown away</source>
        <translation>草稿已放弃</translation>
    </message>
    <message>
        <source>Suggested: {office}</source>
        <translation>建议由{office}承办</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>On a problem</source>
        <translation>问题页</translation>
    </message>
    <message>
        <source>Choose a problem from the list</source>
        <translation>请从列表中选择一件问题</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>This problem is no longer on this laptop</source>
        <translation>这件问题已不在本机</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>“{act}” was not done: the problem was not here yet. Please press the key again.</source>
        <translation>“{act}”未执行：按键时该问题还没有显示出来，请再按一次。</translation>
    </message>
</context>
<context>
    <name>CaseQueue</name>
    <message>
        <source>In lists</source>
        <translation>列表中</translation>
    </message>
    <message>
        <source>Next queue</source>
        <translation>下一个队列</translation>
    </message>
    <message>
        <source>Queue before</source>
        <translation>上一个队列</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The list could not be read. What you entered is safe.</source>
        <translation>列表没有读出来。已填写的内容不受影响。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>“{field}” was changed by two people</source>
        <translation>“{field}”有两个人改过</translation>
    </message>
    <message>
        <source>What stands now</source>
        <translation>现在的内容</translation>
    </message>
    <message>
        <source>Written by {who}</source>
        <translation>{who} 填写</translation>
    </message>
    <message>
        <source>Text that shall stand</source>
        <translation>最终内容</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
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
        <source>Write it anew</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>Use this text</source>
        <translation>就用这份</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>Deadline</name>
    <message>
        <source>{n} working days over</source>
        <translation>超期 {n} 工作日</translation>
    </message>
    <message>
        <source>{n} working days left</source>
        <translation>剩 {n} 工作日</translation>
    </message>
    <message>
        <source>{word} (estimate)</source>
        <translation>{word}（暂估）</translation>
    </message>
    <message>
        <source>{day} 24:00 (estimate, the notice is not out)</source>
        <translation>{day} 24:00（暂估，待国务院通知）</translation>
    </message>
    <message>
        <source>{day} 24:00</source>
        <translation>{day} 24:00</translation>
    </message>
    <message>
        <source>set by the centre: {reason} (by the rule: {rule})</source>
        <translation>中心另定：{reason}（按规定：{rule}）</translation>
    </message>
    <message>
        <source>stopped on {day}</source>
        <translation>{day} 停止计时</translation>
    </message>
    <message>
        <source>the term is over; no working day has passed since</source>
        <translation>期限已过，其后还没有工作日</translation>
    </message>
    <message>
        <source>no working day is left after today</source>
        <translation>今天之后没有工作日了</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 工作日</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>day {n}</source>
        <translation>第 {n} 日</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>worked in exchange ({name})</source>
        <translation>调休上班（{name}）</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>holiday ({name})</source>
        <translation>放假（{name}）</translation>
    </message>
    <message>
        <source>weekday; the notice is not out</source>
        <translation>平日，放假通知未发布</translation>
    </message>
    <message>
        <source>weekend; the notice is not out</source>
        <translation>周末，放假通知未发布</translation>
    </message>
    <message>
        <source>day of receipt, not counted (Civil Code 201)</source>
        <translation>受理当日不计入（民法典第二百零一条）</translation>
    </message>
    <message>
        <source>each day counts</source>
        <translation>逐日计算</translation>
    </message>
    <message>
        <source>a term does not end on a rest day (Civil Code 203)</source>
        <translation>期限不在休息日届满（民法典第二百零三条）</translation>
    </message>
    <message>
        <source>the first working day after it (Civil Code 203)</source>
        <translation>顺延至其后第一个工作日（民法典第二百零三条）</translation>
    </message>
    <message>
        <source>hours run at once (Civil Code 201)</source>
        <translation>按小时计，即时起算（民法典第二百零一条）</translation>
    </message>
    <message>
        <source>set by the centre: {name}</source>
        <translation>中心另定：{name}</translation>
    </message>
    <message>
        <source>begins on {day}, when it reached the centre</source>
        <translation>自 {day} 送达中心之日起算</translation>
    </message>
    <message>
        <source>begins on {day}, when it was done, not when it arrived</source>
        <translation>自 {day} 办理之日起算，不以送达之日为准</translation>
    </message>
</context>
<context>
    <name>DeadlineCard</name>
    <message>
        <source>Time limit</source>
        <translation>办理时限</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>计算过程</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>To send</source>
        <translation>待同步</translation>
    </message>
    <message>
        <source>Behind another</source>
        <translation>等待前一步</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>To be admitted</source>
        <translation>待采纳</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>已采纳</translation>
    </message>
    <message>
        <source>Not admitted</source>
        <translation>未采纳</translation>
    </message>
</context>
<context>
    <name>DepartmentsField</name>
    <message>
        <source>Take {name} away</source>
        <translation>移去 {name}</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
</context>
<context>
    <name>Handling</name>
    <message>
        <source>Sent</source>
        <translation>派出时间</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场日期</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>办理要求</translation>
    </message>
    <message>
        <source>Steps explained</source>
        <translation>讲解环节</translation>
    </message>
    <message>
        <source>What was explained</source>
        <translation>指导内容</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>吹哨时间</translation>
    </message>
    <message>
        <source>To report in by</source>
        <translation>报到期限</translation>
    </message>
    <message>
        <source>Reported in</source>
        <translation>已报到</translation>
    </message>
    <message>
        <source>Who came</source>
        <translation>报到人</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>吹哨事由</translation>
    </message>
    <message>
        <source>Did not report in</source>
        <translation>逾期未报到</translation>
    </message>
    <message>
        <source>Not reported in yet</source>
        <translation>待报到</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>参加单位</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>讨论情况</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>议定事项</translation>
    </message>
    <message>
        <source>Lead department</source>
        <translation>主办部门</translation>
    </message>
    <message>
        <source>Assisting departments</source>
        <translation>协办部门</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>下达时间</translation>
    </message>
    <message>
        <source>To be done by</source>
        <translation>办结期限</translation>
    </message>
    <message>
        <source>Drafted by</source>
        <translation>拟稿人</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签发人</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>To be signed for</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>By</source>
        <translation>报告单位</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Document issued</source>
        <translation>出具文书</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>审核意见</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>审核通过</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>审核退回</translation>
    </message>
    <message>
        <source>To be checked</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Called by</source>
        <translation>回访人</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>接听人</translation>
    </message>
    <message>
        <source>Goes back to</source>
        <translation>退回环节</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>企业意见</translation>
    </message>
    <message>
        <source>Sent on site</source>
        <translation>派员现场</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>吹哨报到</translation>
    </message>
    <message>
        <source>Progress and replies</source>
        <translation>进展和答复</translation>
    </message>
    <message>
        <source>Follow-up calls</source>
        <translation>满意度回访</translation>
    </message>
    <message>
        <source>Ledger of outcomes</source>
        <translation>结果台账</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>To be done by (round {n})</source>
        <translation>办结期限（第 {n} 轮）</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Back to the problem</source>
        <translation>返回问题</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>No problem has been reported yet</source>
        <translation>还没有问题上报</translation>
    </message>
    <message>
        <source>No problem is here now</source>
        <translation>目前没有</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{n} behind the number</source>
        <translation>该数字的 {n} 件</translation>
    </message>
    <message>
        <source>None of them is here any more</source>
        <translation>这些问题已不在本机</translation>
    </message>
    <message>
        <source>No order has been issued yet</source>
        <translation>还没有下达过转办单</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已下达</translation>
    </message>
    <message>
        <source>No meeting has been held yet</source>
        <translation>还没有开过专题议事会议</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>会议记录</translation>
    </message>
    <message>
        <source>No problem is being discussed</source>
        <translation>目前没有正在议事的问题</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>新上报</translation>
    </message>
    <message>
        <source>All accepted. Nothing waits.</source>
        <translation>待受理已清空</translation>
    </message>
    <message>
        <source>To transfer</source>
        <translation>待转办</translation>
    </message>
    <message>
        <source>Nothing waits to be transferred</source>
        <translation>待转办已清空</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>No department objects</source>
        <translation>没有部门提出异议</translation>
    </message>
    <message>
        <source>Replies to check</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>No reply waits to be checked</source>
        <translation>待审核已清空</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回中</translation>
    </message>
    <message>
        <source>Nothing is out for completion</source>
        <translation>没有退回补充中的问题</translation>
    </message>
    <message>
        <source>To sign for</source>
        <translation>转办单</translation>
    </message>
    <message>
        <source>No order waits to be signed for</source>
        <translation>没有待签收的转办单</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>吹哨</translation>
    </message>
    <message>
        <source>No call waits for an answer</source>
        <translation>没有待报到的吹哨</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>主办</translation>
    </message>
    <message>
        <source>Nothing is in hand</source>
        <translation>目前没有主办的问题</translation>
    </message>
    <message>
        <source>Assisting</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>Nothing to assist with</source>
        <translation>目前没有协办的问题</translation>
    </message>
    <message>
        <source>To call</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Nobody is to be called</source>
        <translation>待回访已清空</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>回访中</translation>
    </message>
    <message>
        <source>No follow-up is begun</source>
        <translation>没有进行中的回访</translation>
    </message>
    <message>
        <source>Sent on site</source>
        <translation>派我现场</translation>
    </message>
    <message>
        <source>You are not sent anywhere</source>
        <translation>目前没有派您到现场</translation>
    </message>
    <message>
        <source>To complete</source>
        <translation>待我补充</translation>
    </message>
    <message>
        <source>Nothing to complete</source>
        <translation>没有需要补充的问题</translation>
    </message>
</context>
</TS>
