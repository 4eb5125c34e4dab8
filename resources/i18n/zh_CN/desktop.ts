<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AsOf</name>
    <message>
        <source>Never synced</source>
        <translation>尚未同步过</translation>
    </message>
    <message>
        <source>Data as of {time}</source>
        <translation>数据截至 {time}</translation>
    </message>
    <message>
        <source>sync failed</source>
        <translation>同步失败</translation>
    </message>
    <message>
        <source>no line</source>
        <translation>没有网络</translation>
    </message>
    <message>
        <source>the server is busy</source>
        <translation>服务器忙</translation>
    </message>
    <message>
        <source>the server met a fault</source>
        <translation>服务器出错</translation>
    </message>
    <message>
        <source>the network asks for a log-in</source>
        <translation>网络要求先登录</translation>
    </message>
    <message>
        <source>the answer arrived damaged</source>
        <translation>回复传输中损坏</translation>
    </message>
    <message>
        <source>the server declined</source>
        <translation>服务器未接受</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>需要重新登录</translation>
    </message>
    <message>
        <source>this laptop was withdrawn</source>
        <translation>本机已被停用</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the sync was stopped</source>
        <translation>同步被中止</translation>
    </message>
    <message>
        <source>a fault of the program</source>
        <translation>程序出错</translation>
    </message>
    <message>
        <source>What others did since is not here. Sign in again to see it.</source>
        <translation>此后别人的进展这里还看不到。重新登录后即可更新。</translation>
    </message>
    <message>
        <source>What others did since is not here. Work can go on; it syncs by itself with a line.</source>
        <translation>此后别人的进展这里还看不到。可继续工作，联网后自动同步。</translation>
    </message>
    <message>
        <source>What others did since is not here. It is tried again by itself.</source>
        <translation>此后别人的进展这里还看不到。程序会自动重试。</translation>
    </message>
    <message>
        <source>What others did since is not here. Press F5 to sync.</source>
        <translation>此后别人的进展这里还看不到。按 F5 立即同步。</translation>
    </message>
    <message>
        <source>the certificate cannot be trusted</source>
        <translation>服务器证书不可信</translation>
    </message>
    <message>
        <source>the data may only be read</source>
        <translation>数据文件只读</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>{n} characters; at most {longest} are taken. The draft is kept; please shorten it.</source>
        <translation>共 {n} 字，最多 {longest} 字。草稿已保留，请缩短。</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>This machine has no keyring of the system: the password alone guards the data. Please choose one that is hard to guess.</source>
        <translation>本机没有系统密钥环，数据只由密码保护，请使用不易猜到的密码。</translation>
    </message>
    <message>
        <source>The password, and a secret in the keyring of the system</source>
        <translation>密码，以及系统密钥环中的密钥</translation>
    </message>
</context>
<context>
    <name>Firms</name>
    <message>
        <source>credit code to come</source>
        <translation>信用代码待补</translation>
    </message>
    <message>
        <source>never visited</source>
        <translation>未走访</translation>
    </message>
    <message>
        <source>last visit {day}</source>
        <translation>上次走访 {day}</translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message>
        <source>{n} to send</source>
        <translation>{n} 条待同步</translation>
    </message>
    <message>
        <source>Never synced; everything typed is kept here</source>
        <translation>尚未同步；填写的内容都已保存在本机</translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation>上次同步 {time}</translation>
    </message>
    <message>
        <source>Calendar {year} (State Council)</source>
        <translation>日历 {year} 版（国办）</translation>
    </message>
    <message>
        <source>agrees with the centre&apos;s</source>
        <translation>与服务器一致</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Zhuqitong · {name}</source>
        <translation>驻企通·{name}</translation>
    </message>
</context>
<context>
    <name>NewAction</name>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新走访</translation>
    </message>
    <message>
        <source>New problem</source>
        <translation>新问题</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Signing in…</source>
        <translation>正在登录……</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开……</translation>
    </message>
    <message>
        <source>Downloading: {n} rows</source>
        <translation>正在下载：已收到 {n} 条</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>Saving what was not sent…</source>
        <translation>正在保存未送达的内容…</translation>
    </message>
</context>
<context>
    <name>OwnMenu</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步中心</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>退出程序</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>The data lies on a network&apos;s drive, where saved work can be lost. Please ask IT to move it to this machine.</source>
        <translation>数据放在网络盘或同步盘上，已保存的内容可能丢失。请系统管理员把它移到本机磁盘。</translation>
    </message>
    <message>
        <source>The data lies on a drive that can be pulled out, and saved work with it. Please ask IT to move it to this machine.</source>
        <translation>数据放在可移动磁盘上，拔出时已保存的内容可能丢失。请系统管理员把它移到本机磁盘。</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>Your role does not include this step here. Please leave it to somebody whose role does; what you wrote is kept.</source>
        <translation>这一步不在您的职责范围内，请交由有此职责的人员办理。您写的内容已保留。</translation>
    </message>
    <message>
        <source>The problem has moved on; this step no longer fits. What you wrote is kept; please look again.</source>
        <translation>问题已有新的进展，这一步不再适用。您写的内容已保留，请查看最新进展后再办理。</translation>
    </message>
    <message>
        <source>The record is no longer here. Please sync and look again.</source>
        <translation>这条记录已不在本机，请同步后再看。</translation>
    </message>
    <message>
        <source>This was done before; nothing was done twice.</source>
        <translation>这一步先前已经做过，没有重复办理。</translation>
    </message>
    <message>
        <source>A colleague accepted this problem first. What you wrote is kept.</source>
        <translation>同事已先行受理此件。您写的内容已保留。</translation>
    </message>
    <message>
        <source>Required parts are still empty. The draft is kept; please complete them.</source>
        <translation>还有必填内容没有填写。草稿已保留，请补全。</translation>
    </message>
    <message>
        <source>The day lies after today. The draft is kept; please correct the day.</source>
        <translation>日期晚于今天。草稿已保留，请更正日期。</translation>
    </message>
    <message>
        <source>There is no such day. Please check the year and the day, and write it as 2026-09-30.</source>
        <translation>没有这样的日期，请核对年月日，写成 2026-09-30 的样子。</translation>
    </message>
    <message>
        <source>A text is longer than its field takes. The draft is kept; please shorten it.</source>
        <translation>有一处文字超过了长度。草稿已保留，请缩短。</translation>
    </message>
    <message>
        <source>A text holds a character that cannot be stored. Please type it anew.</source>
        <translation>文字中有无法保存的字符，请重新输入。</translation>
    </message>
    <message>
        <source>The entry cannot be read. The draft is kept.</source>
        <translation>这条内容无法读取。草稿已保留。</translation>
    </message>
    <message>
        <source>This person has no such duty here. Please choose somebody else.</source>
        <translation>此人在这里没有这项职责，请另选一人。</translation>
    </message>
    <message>
        <source>This department is not in the directory. Please choose another.</source>
        <translation>名录中没有这个部门，请另选。</translation>
    </message>
    <message>
        <source>No service centre answers for this region. Please tell the administrator.</source>
        <translation>这个区域没有对应的服务中心，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The day lies before today. Please choose a later one.</source>
        <translation>日期早于今天，请选晚一些的日期。</translation>
    </message>
    <message>
        <source>The order was withdrawn, or another has taken its place. What you wrote is kept; please look again.</source>
        <translation>这份转办单已撤回或已由新的转办单代替。您写的内容已保留，请查看最新进展。</translation>
    </message>
    <message>
        <source>The three-year term is not over; a reason is needed.</source>
        <translation>三年服务期未满，调整需要写明理由。</translation>
    </message>
    <message>
        <source>The centre knows another entry under this number. What you wrote is kept.</source>
        <translation>中心已有一条同编号的其他内容。您写的内容已保留。</translation>
    </message>
    <message>
        <source>The record was not yours when this was done. The centre keeps it for a coordinator.</source>
        <translation>办理时此件已不归您负责。内容已存在中心，由中心经办人决定是否采纳。</translation>
    </message>
    <message>
        <source>An earlier step has not reached the centre. Both are kept.</source>
        <translation>前一步还没有送达中心。两步都已保留。</translation>
    </message>
    <message>
        <source>The centre&apos;s program is older and keeps this until it is updated.</source>
        <translation>中心的程序版本较旧，更新前先为您保存。</translation>
    </message>
    <message>
        <source>This laptop was withdrawn before. The centre keeps what was sent.</source>
        <translation>这台电脑此前已停用。已送出的内容存在中心。</translation>
    </message>
    <message>
        <source>The centre met a fault with this entry and keeps it. IT can see it.</source>
        <translation>中心处理这条内容时出现异常，内容已存在中心，系统管理员可以看到。</translation>
    </message>
    <message>
        <source>The file has {size}; at most {largest} are taken. The record itself is saved.</source>
        <translation>文件有 {size}，最大不超过 {largest}。记录本身已保存。</translation>
    </message>
    <message>
        <source>The problem is about this department and kept from it. Please choose another.</source>
        <translation>问题涉及该部门，已对其回避，请另选部门。</translation>
    </message>
    <message>
        <source>The centre was restored and first gathers earlier work from all laptops. This goes on by itself.</source>
        <translation>中心的数据恢复过，正在先向各台笔记本收回此前的工作；这一项随后自动继续。</translation>
    </message>
    <message>
        <source>The centre was restored, and the number on this paper has gone to another record meanwhile. The centre keeps this for a coordinator.</source>
        <translation>中心的数据恢复过，纸面上的编号其间已给了另一份记录；中心保留这一项，由中心经办人处理。</translation>
    </message>
    <message>
        <source>The problem belongs to another enterprise. Please open it there.</source>
        <translation>这个问题属于另一家企业，请到那家企业下办理。</translation>
    </message>
    <message>
        <source>A reason is missing. Please write it.</source>
        <translation>还没有写理由，请补写。</translation>
    </message>
    <message>
        <source>Who handled the problem does not make its follow-up call. Please leave it to a caller who had no part in it.</source>
        <translation>经办人不能回访自己经办的问题，请由未经办此件的回访员回访。</translation>
    </message>
    <message>
        <source>The handling department does not make the follow-up call. Please leave it to a caller who had no part in it.</source>
        <translation>承办部门的人员不能做满意度回访，请由未经办此件的回访员回访。</translation>
    </message>
    <message>
        <source>Who drafted or signed the order does not make the call. Please leave it to a caller who had no part in it.</source>
        <translation>转办单的拟稿人和签发人不能做满意度回访，请由未经办此件的回访员回访。</translation>
    </message>
    <message>
        <source>The enterprise&apos;s own people do not make the call. Please leave it to a caller who had no part in it.</source>
        <translation>服务这家企业的代表和联络员不能做满意度回访，请由未经办此件的回访员回访。</translation>
    </message>
    <message>
        <source>No reply of the department waits for checking. Please sync and look again.</source>
        <translation>没有待审核的部门答复，请同步后再看。</translation>
    </message>
    <message>
        <source>The choice is not on the list. Please take one of its entries.</source>
        <translation>所选的不在列表中，请从列表中选择一项。</translation>
    </message>
    <message>
        <source>The document cannot be published; please correct it: {reason}</source>
        <translation>这份文件不能发布，请改正后再试：{reason}</translation>
    </message>
    <message>
        <source>The amount is not a number. Please type digits alone, such as 13 or 3000.5.</source>
        <translation>数额只能填数字，不带单位和分隔号，请改填，例如 13 或 3000.5。</translation>
    </message>
    <message>
        <source>Somebody has settled this conflict already. Please look at what stands.</source>
        <translation>这处冲突已有人处理，请查看现在的文字。</translation>
    </message>
    <message>
        <source>The centre has already decided about this work. Nothing is left to do.</source>
        <translation>这项工作中心已经作出决定，不必再处理。</translation>
    </message>
    <message>
        <source>Too much that others have to look at came from this laptop today. What you wrote is kept here; please ask the centre, or send it again tomorrow.</source>
        <translation>今天从本机交来、要由别人处置的内容太多，中心没有收下。您写的内容还在本机，请联系中心，或明天再报。</translation>
    </message>
    <message>
        <source>The day lies more than two years ahead. Please check the year and choose an earlier one.</source>
        <translation>日期在两年以后，请核对年份，选早一些的日期。</translation>
    </message>
    <message>
        <source>The file is empty. Please choose it again; the record itself is saved.</source>
        <translation>文件是空的（0 字节），请检查后重新选择。记录本身已保存。</translation>
    </message>
    <message>
        <source>The last day lies before the first. Please correct the day.</source>
        <translation>结束日期早于开始日期，请更正日期。</translation>
    </message>
    <message>
        <source>Another centre has this mark, and official numbers would be given twice. Please give each its own.</source>
        <translation>字号与另一个中心相同，编号会重复，请为每个中心填写不同的字号。</translation>
    </message>
    <message>
        <source>The centre has not given the official number yet; the paper is a draft until then and is not kept as an original.</source>
        <translation>中心尚未编号，在此之前文书只是草稿，不作正本归档。</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>“{title}”: a text was changed by two people; both are kept.</source>
        <translation>“{title}”有一处文字两人都改过，两份原文都已保留。</translation>
    </message>
    <message>
        <source>“{title}”: work of {who} waits to be admitted.</source>
        <translation>“{title}”有{who}的工作待采纳。</translation>
    </message>
    <message>
        <source>The server has everything again.</source>
        <translation>服务器补送已完成，一切如常。</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Sync</source>
        <translation>同步中心</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Still reading: what is new is found by its characters only</source>
        <translation>新内容暂时只能按汉字查找，稍后可用拼音</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>索引中</translation>
    </message>
    <message>
        <source>Enterprises</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>走访</translation>
    </message>
</context>
<context>
    <name>Silence</name>
    <message>
        <source>The laptops of {n} people have never synced</source>
        <translation>{n} 人的电脑从未同步</translation>
    </message>
    <message>
        <source>The laptops of {n} people have not synced, the first since {day}</source>
        <translation>{n} 人未同步，最早自 {day} 起</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>No line to the centre. Everything is kept here; work can go on.</source>
        <translation>连不上中心。内容都在本机，可继续工作。</translation>
    </message>
    <message>
        <source>Something else answered instead of the centre; the network may ask for a log-in.</source>
        <translation>应答的不是中心服务器，网络可能需要先登录。</translation>
    </message>
    <message>
        <source>The centre&apos;s answer arrived damaged. It will be asked again.</source>
        <translation>收到的应答不完整，会自动再取。</translation>
    </message>
    <message>
        <source>The centre is busy. It will be asked again by itself.</source>
        <translation>中心繁忙，会自动再试。</translation>
    </message>
    <message>
        <source>The centre met a fault. Everything is kept here and tried again.</source>
        <translation>中心出错。内容都在本机，会自动再试。</translation>
    </message>
    <message>
        <source>This account belongs to nobody. Please tell the administrator.</source>
        <translation>这个账号没有对应的人员，请联系系统管理员。</translation>
    </message>
    <message>
        <source>Two laptops are registered for this person already. Please tell the administrator.</source>
        <translation>此人已登记两台电脑，请联系系统管理员。</translation>
    </message>
    <message>
        <source>This laptop was withdrawn. Please tell the administrator.</source>
        <translation>这台电脑已停用，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The centre does not recognise this laptop. Please try again.</source>
        <translation>中心未能识别这台电脑，请再试一次。</translation>
    </message>
    <message>
        <source>The sign-in has run out. Work here goes on; please sign in again.</source>
        <translation>登录已过期，请重新登录；本机内容不受影响，可继续工作。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked. Please unlock it and try again.</source>
        <translation>系统密钥环已上锁，请解锁后再试。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has lost this copy&apos;s secret. Nothing was deleted; please tell IT.</source>
        <translation>系统密钥环里没有了本机数据的密钥。没有删除任何内容，请联系系统管理员。</translation>
    </message>
    <message>
        <source>This session uses another keyring than before. Nothing was deleted; please tell IT.</source>
        <translation>这次登录用的密钥环与以前不同。没有删除任何内容，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring answered with an error. Please try again.</source>
        <translation>系统密钥环出错，请再试一次。</translation>
    </message>
    <message>
        <source>The data file is gone from its folder. Nothing new was made; tell IT.</source>
        <translation>数据文件不在原来的文件夹里。没有新建数据，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The data file is empty. Nothing new was made; please tell IT.</source>
        <translation>数据文件是空的。没有新建数据，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The data file is damaged. Please close the program and open it again: what was not sent is saved before anything else.</source>
        <translation>数据文件已损坏。请关闭程序再打开，会先保存未送达的内容。</translation>
    </message>
    <message>
        <source>The database program is too old to be safe. Please install anew.</source>
        <translation>数据库程序版本太旧，不安全，请重新安装。</translation>
    </message>
    <message>
        <source>The data could not be brought to this version. It is as it was; please tell IT.</source>
        <translation>数据未能升级到本版本，保持原样未动，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The key file is gone. The data was left as it is; please tell IT.</source>
        <translation>密钥文件不见了。数据保持原样未动，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The key file is damaged. The data was left as it is; tell IT.</source>
        <translation>密钥文件已损坏。数据保持原样未动，请联系系统管理员。</translation>
    </message>
    <message>
        <source>A newer version made this copy. Please install the newer version.</source>
        <translation>这份数据由更新的版本建立，请安装新版本。</translation>
    </message>
    <message>
        <source>The disk did not take the key file. The password is as before.</source>
        <translation>密钥文件没有写进磁盘，密码仍是原来的。</translation>
    </message>
    <message>
        <source>There is a copy here already. Please open it with its password.</source>
        <translation>本机已有这份数据，请用密码打开。</translation>
    </message>
    <message>
        <source>Too little free memory to check the password. Close a program.</source>
        <translation>内存不足，无法核对密码，请关闭一些程序。</translation>
    </message>
    <message>
        <source>The centre did not take the request. Everything is kept here; please tell IT.</source>
        <translation>中心没有接受这次请求。内容都在本机，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The disk is full. What you typed is still in its field; please free some space.</source>
        <translation>无法保存：磁盘已满。输入框中的内容仍在，请清理磁盘后再试。</translation>
    </message>
    <message>
        <source>The data folder may not be written. Please tell IT.</source>
        <translation>没有权限写入数据文件夹，请联系系统管理员。</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept; sign in or open again to go on.</source>
        <translation>已停止，收到的已保留；再次登录或打开即接着下载。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. What was saved is safe; please tell IT.</source>
        <translation>程序出现异常。已保存的内容不受影响，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted; nothing was sent. Work can go on; please tell IT.</source>
        <translation>服务器的证书不可信，没有发出任何内容。可继续工作，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The file with the organisation&apos;s certificates cannot be read. Please tell IT.</source>
        <translation>机构证书文件读不出来，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The data files may only be read: nothing can be saved now. What you typed is still in its field, and what was saved is whole. Please tell IT.</source>
        <translation>数据文件是只读的，现在不能保存。输入的内容还在输入框里，已保存的内容完好，请联系系统管理员。</translation>
    </message>
    <message>
        <source>Too many tries. Please wait {seconds} seconds before the next one.</source>
        <translation>尝试过多，请等 {seconds} 秒再试。</translation>
    </message>
    <message>
        <source>No password was typed. Please type it.</source>
        <translation>还没有输入密码，请输入。</translation>
    </message>
    <message>
        <source>The key belongs to another copy. Please tell IT.</source>
        <translation>这个密钥属于另一份数据，请联系系统管理员。</translation>
    </message>
    <message>
        <source>No recovery key was given to this copy. Please tell IT.</source>
        <translation>这份数据没有设置恢复密钥，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The recovery key does not fit this copy. Please take the right one.</source>
        <translation>恢复密钥与这份数据不符，请换用正确的密钥。</translation>
    </message>
    <message>
        <source>The program is open already with this copy. Please use that window.</source>
        <translation>程序已用这份数据打开，请使用已打开的窗口。</translation>
    </message>
    <message>
        <source>This laptop has no key for such files yet. Please sync once with a line.</source>
        <translation>本机还没有传送文件用的密钥，请先联网同步一次。</translation>
    </message>
    <message>
        <source>The file is damaged or cut short. Please copy it again.</source>
        <translation>文件已损坏或不完整，请重新拷贝。</translation>
    </message>
    <message>
        <source>The file is not of this laptop&apos;s centre. Please ask for the right one.</source>
        <translation>文件不是本机所属中心的，请索取正确的文件。</translation>
    </message>
    <message>
        <source>The answer belongs to another laptop, or to a file of long ago. Please save a new file.</source>
        <translation>这份回执属于别的电脑，或对应的文件太旧，请重新导出。</translation>
    </message>
    <message>
        <source>The data file is damaged. It was left as it is.</source>
        <translation>数据文件已损坏，保持原样未动。</translation>
    </message>
    <message>
        <source>The server does not answer. Signing in needs a line this time: please check it and the server&apos;s address, and try again.</source>
        <translation>连不上服务器。这次登录需要联网，请检查网络和服务器地址后再试。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted; nothing was sent. Please tell IT.</source>
        <translation>服务器的证书不可信，没有发出任何内容，请联系系统管理员。</translation>
    </message>
    <message>
        <source>Something else answered instead of the centre. Please check the server&apos;s address, or log in to the network first.</source>
        <translation>应答的不是中心服务器。请检查服务器地址，或先登录网络后再试。</translation>
    </message>
    <message>
        <source>The centre&apos;s answer arrived damaged. Please try again.</source>
        <translation>收到的应答不完整，请再试一次。</translation>
    </message>
    <message>
        <source>The centre is busy. Please try again in a little while.</source>
        <translation>中心繁忙，请稍后再试。</translation>
    </message>
    <message>
        <source>The centre met a fault. Please try again later, or tell IT.</source>
        <translation>中心出错，请稍后再试，或联系系统管理员。</translation>
    </message>
    <message>
        <source>The name or the password is not right. Please type them again; who has forgotten it asks IT.</source>
        <translation>用户名或密码不正确，请重新输入；忘记密码的，请联系系统管理员。</translation>
    </message>
    <message>
        <source>This session has no keyring, and this copy needs it. Nothing was deleted; please log in to the system as usual and open the program there, or tell IT.</source>
        <translation>这次登录系统没有密钥环，而打开数据需要它。没有删除任何内容；请用平时的方式登录系统后再打开，或联系系统管理员。</translation>
    </message>
    <message>
        <source>This copy was not in contact for too long and is locked; the server does not answer now. Everything is kept here; connect, and open it again.</source>
        <translation>本机太久没有与中心联系，已经锁定，现在又连不上服务器。内容都在本机，请联网后再打开。</translation>
    </message>
    <message>
        <source>The password is not right. Please type it again; if the centre has just changed it, type the one used here before. Who has forgotten it asks IT.</source>
        <translation>密码不正确，请重新输入；中心刚改过密码的，请输入本机原来的密码。忘记密码的，请联系系统管理员。</translation>
    </message>
    <message>
        <source>The file was not saved: there is too little room at this place. Everything is kept here; please choose another place.</source>
        <translation>文件没有保存：这个位置空间不足。内容都在本机，请换一个位置再试。</translation>
    </message>
    <message>
        <source>The file was not saved: nothing can be written at this place, or the stick was pulled out. Everything is kept here; please choose another place.</source>
        <translation>文件没有保存：这个位置不能写入，或 U 盘已拔出。内容都在本机，请换一个位置再试。</translation>
    </message>
    <message>
        <source>The file cannot be read; the stick may have been pulled out. Please put it in again, or copy the file once more.</source>
        <translation>文件读不出来，可能 U 盘已拔出。请重新插好，或重新拷贝后再试。</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>This clock and the centre&apos;s differ by {minutes} minutes; the centre&apos;s time counts for deadlines.</source>
        <translation>本机时间与服务器相差 {minutes} 分钟，时限以服务器为准。</translation>
    </message>
    <message>
        <source>The server was restored from a backup; all laptops are sending again what it lacked. Nothing is lost and you need not do anything. Until it is done, new official numbers wait.</source>
        <translation>服务器已从备份恢复，各台电脑正在补送它缺少的内容。什么都没有丢，您不需要做任何事；补送完成前，新的正式编号会晚一些给出。</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>It has reached the centre and cannot be taken back here.</source>
        <translation>已送达中心，不能在这里撤销。</translation>
    </message>
    <message>
        <source>Your duties have changed. Please open the program anew.</source>
        <translation>您的职责有调整，请重新打开程序。</translation>
    </message>
</context>
</TS>
