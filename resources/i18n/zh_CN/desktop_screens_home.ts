<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Home</name>
    <message>
        <source>Rates</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>numerator / denominator</source>
        <translation>分子 / 分母</translation>
    </message>
    <message>
        <source>{rate} numerator</source>
        <translation>{rate}分子</translation>
    </message>
    <message>
        <source>{rate} denominator</source>
        <translation>{rate}分母</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>成果台账</translation>
    </message>
    <message>
        <source>each kind for itself, by the day it happened</source>
        <translation>各类分别累计，不相加；按发生日期统计</translation>
    </message>
    <message>
        <source>No outcome on record</source>
        <translation>没有登记的成果</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>收集</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>化解</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回访有效答复</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应办结</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期未办结</translation>
    </message>
    <message>
        <source>Due or closed</source>
        <translation>应办结及提前办结</translation>
    </message>
    <message>
        <source>Closed of due</source>
        <translation>应办结及提前办结中已办结</translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation>按期办结</translation>
    </message>
    <message>
        <source>Problems reported in the period</source>
        <translation>本期上报的问题</translation>
    </message>
    <message>
        <source>Of those reported, the ones that a centre accepted</source>
        <translation>本期上报、已由中心受理的问题</translation>
    </message>
    <message>
        <source>Accepted and not closed</source>
        <translation>已受理、尚未办结的问题</translation>
    </message>
    <message>
        <source>Closed by the centre, and not taken up again</source>
        <translation>中心已办结、未重新办理的问题</translation>
    </message>
    <message>
        <source>Closed as solved, and not denied by the follow-up of the same round</source>
        <translation>按“已解决”办结，且本轮回访未否认的问题</translation>
    </message>
    <message>
        <source>Follow-up calls that reached somebody</source>
        <translation>回访已接通并答复的问题</translation>
    </message>
    <message>
        <source>The newest answer of a follow-up call is: satisfied</source>
        <translation>最近一次回访答复为满意的问题</translation>
    </message>
    <message>
        <source>The last day lies in the period and is over</source>
        <translation>办理期限在本期内届满的问题</translation>
    </message>
    <message>
        <source>The last day is over, and the problem is not closed</source>
        <translation>期限已过、尚未办结的问题</translation>
    </message>
    <message>
        <source>Due, and those closed before they were due</source>
        <translation>期限届满的问题，加上期限未到已办结的问题</translation>
    </message>
    <message>
        <source>Closed, of those due or closed before</source>
        <translation>应办结及提前办结的问题中，已经办结的</translation>
    </message>
    <message>
        <source>Due, and closed within the time limit</source>
        <translation>期限届满、并在期限内办结的问题</translation>
    </message>
    <message>
        <source>Acceptance rate</source>
        <translation>受理率</translation>
    </message>
    <message>
        <source>Closure rate</source>
        <translation>办结率</translation>
    </message>
    <message>
        <source>Closure rate in time</source>
        <translation>按期办结率</translation>
    </message>
    <message>
        <source>Closure rate of all</source>
        <translation>累计办结率</translation>
    </message>
    <message>
        <source>Resolution rate</source>
        <translation>化解率</translation>
    </message>
    <message>
        <source>Satisfaction rate</source>
        <translation>满意率</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>Collected and handled</source>
        <translation>收集与办理</translation>
    </message>
    <message>
        <source>by the day of the report</source>
        <translation>按上报日期统计</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>办理时限</translation>
    </message>
    <message>
        <source>by the last day of the limit</source>
        <translation>按期限届满日统计</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待办事项</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>next working day {day} {weekday}</source>
        <translation>下一工作日 {day} {weekday}</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} 件</translation>
    </message>
    <message>
        <source>All centres</source>
        <translation>所有中心</translation>
    </message>
    <message>
        <source>Unfinished drafts</source>
        <translation>未完成的草稿</translation>
    </message>
</context>
</TS>
