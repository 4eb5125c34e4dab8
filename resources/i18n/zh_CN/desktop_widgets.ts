<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AsOfLine</name>
    <message>
        <source>To the sync</source>
        <translation>查看同步</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Add a file</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Drop files here, or paste a picture with Ctrl+V</source>
        <translation>把文件拖到这里，或按 Ctrl+V 粘贴截图</translation>
    </message>
</context>
<context>
    <name>AttachmentTile</name>
    <message>
        <source>Enter opens, Delete removes</source>
        <translation>回车打开，Delete 移除</translation>
    </message>
    <message>
        <source>Enter opens</source>
        <translation>回车打开</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Pick a day</source>
        <translation>选日期</translation>
    </message>
    <message>
        <source>This is not a day; write it like 2026-11-22, 11-22 or 周五</source>
        <translation>看不懂这个日期，请写成 2026-11-22、11-22 或 周五</translation>
    </message>
</context>
<context>
    <name>EntryLines</name>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 条</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Please fill this in</source>
        <translation>请填写</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Where to go</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Find or command</source>
        <translation>查找或命令</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>下一区域</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤销刚才的操作</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>列表中</translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>ListKeys</name>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Mark and go on</source>
        <translation>标记并下移</translation>
    </message>
    <message>
        <source>Mark all</source>
        <translation>全部标记</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear marks, then the filter</source>
        <translation>清除标记，再清除筛选</translation>
    </message>
</context>
<context>
    <name>Loading</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>MasterList</name>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Filter {name}</source>
        <translation>筛选{name}</translation>
    </message>
    <message>
        <source>Nothing matches “{filter}”</source>
        <translation>没有符合“{filter}”的内容</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find, or type a command</source>
        <translation>查找，或输入命令</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>↑ ↓ choose   Enter open   Esc close</source>
        <translation>↑ ↓ 选择   Enter 打开   Esc 关闭</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
</context>
<context>
    <name>Rings</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Please choose from the list</source>
        <translation>请从列表中选择</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Choices</source>
        <translation>可选项</translation>
    </message>
</context>
<context>
    <name>SyncChip</name>
    <message>
        <source>Offline · {n} to send</source>
        <translation>离线·{n} 待传</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Syncing {done}/{total}</source>
        <translation>同步中 {done}/{total}</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>{attention} to look at</source>
        <translation>需处理 {attention}</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>登录过期</translation>
    </message>
    <message>
        <source>Sync failed, will retry</source>
        <translation>同步失败（将重试）</translation>
    </message>
    <message>
        <source>{n} to send</source>
        <translation>待传 {n}</translation>
    </message>
    <message>
        <source>Never synced</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>Last synced {time}</source>
        <translation>上次同步 {time}</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>已同步 {time}</translation>
    </message>
    <message>
        <source>Files paused, {files} to send</source>
        <translation>附件已暂停，{files} 个待传</translation>
    </message>
    <message>
        <source>Laptop withdrawn</source>
        <translation>本机已停用</translation>
    </message>
    <message>
        <source>Busy · {n} to send</source>
        <translation>服务器忙·{n} 待传</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>服务器忙</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Find a firm, a problem, a visit, or a command</source>
        <translation>查找企业、问题、走访，或输入命令</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>我</translation>
    </message>
</context>
</TS>
