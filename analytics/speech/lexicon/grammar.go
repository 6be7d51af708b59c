package lexicon

import "strings"

// words are the words of grammar by kind.
var words = map[Kind]string{
	Respectively: "分别 依次 分别为 分别是 分别达到",
	Each:         "均 各 都 均为 都是 各自 双双 同时",
	Share:        "占 占比 占到 占比为 所占比例 所占比重 比重 比例",
	Among:        "其中 当中",
	Sum:          "合计 共计 总计 一共 小计",
	From:         "由 从",
	Join:         "和 及 与 以及",
	Rest:         "其他 其它 其余 余下",
	Target:       "目标 计划 必须 不得 拟 应当 要求 每年至少 每季度至少 每月至少 至少要 至少组织 控制在 规定 原则上 不得少于 不得低于 将于 准备 打算 预计 有望",
	City:         "全市 我市 全县 我县 全区 我区 全镇 我镇 全州 全盟 全旗 本市 本县 本区 全市共 全域",
	Elsewhere:    "全国 全省 我省 我国 全自治区 国内 外省 外市 国务院 兄弟城市 其他城市 其它城市",
	PerTime:      "平均每天 日均 平均每日 每天平均 平均每月 月均 平均每起 人均 户均",
	Zero:         "未发生 没有发生 无发生 杜绝了 未出现",
	Goal:         "完成年度计划的 完成全年计划的 完成计划的 完成年度任务的 完成全年任务的 完成任务的 完成年度目标的 完成全年目标的 完成目标任务的",
	Basis:        "同比 环比",
	Noise: "事故调查 事故责任 事故单位 事故现场 事故处理 事故隐患排查 事故防范 事故应急 事故原因 事故教训 事故报告 重大危险源 重大意义 重大决策 重大活动 重大部署 重大项目 重大节日 比例失调 比较大 比较好 比较突出 比如 " +
		"对比分析 无一 与此同时 与会 与时俱进 参与 同志 同时也 同步 同样 同意 一同 共同 合同 如同 相同 不同 和谐 和平 综合 温和 总和 均衡 平均 均有 均未 各类 各种 各级 各地 各镇 各单位 各部门 各有关 各项 各行业 各领域 各企业 各自为 都要 首都 都市 成都 " +
		"由于 由此 理由 自由 从业 从而 从事 从严 从重 从源头 从根本 服从 从中 从紧 及时 以及时 普及 涉及 危及 波及 及其 及以 而且 占用 占道 占地 侵占 占据 抢占 占编 " +
		"计较 较真 较为 较好 较高 较大幅度 较快 较强 较多 较少 较低 较重 较弱 较差 较长 较小 较突出 " +
		"一岗双责 四不放过 三同时 一票否决 举一反三 两个主体责任 十二五 十一五 十三五 十四五 五一 三违 三非 三超 四查 五到位 三项岗位 一法三卡 百日 " +
		"死角 死亡率 伤害 伤残 伤情 伤势 伤员 伤亡率 受伤害 损失工作日 检查组 检查站 检查表 检查人员 检查制度 检查工作 检查指导 督查组 督查通报 隐患排查治理 隐患排查工作 隐患排查体系 隐患排查制度 培训机构 培训工作 培训基地 投诉举报电话 举报电话 举报热线 举报奖励 举报投诉电话 罚款单 指标体系 指标数据 相对指标 绝对指标 计划生育 规划 目标责任 目标管理 目标任务书 计划任务书 工程师 工程建设 信访投诉工作 按要求 要求各 的要求 要求有 工作要求 检查要求 安全要求 规定的 有关规定 按规定 按照规定 规定程序 同比例",
}

// strong are words of which the meaning reaches further than that of the others of their kind.
var strong = map[Kind]string{
	Target:  "确保 力争 争取 务必 努力实现 力求",
	PerTime: "平均每年 年均 每年平均 每年",
}

// directions are the words of change: up, down, even.
var directions = []struct {
	sign  int
	level bool
	words string
}{
	{1, false, "上升 增加 增长 提高 升高 上涨 攀升 增多 回升 反弹 上扬 增幅 升幅 涨幅 增幅为 增幅达 上升幅度 增长幅度 增加幅度 提升 净增 同增"},
	{-1, false, "下降 减少 降低 下滑 回落 下跌 缩减 压减 降幅 跌幅 减幅 降幅为 降幅达 下降幅度 减少幅度 下降幅度为 下降率 少发 减幅为"},
	{0, false, "持平 保持不变 没有变化 无变化"},
	{1, true, "上升到 上升至 上升为 增加到 增加至 增加为 增长到 增长至 提高到 提高至 提高为 升至 升到 增至 增到 升为 提升到 提升至 上涨到 上涨至 攀升至 涨至"},
	{-1, true, "下降到 下降至 下降为 减少到 减少至 减少为 降低到 降低至 降低为 降至 降到 减至 减到 降为 减为 回落到 回落至 缩减到 缩减至 下滑到 下滑至 压减到 压减至"},
}

// single are words of one character, which are words of change only before a number: 升5%, 少死亡3人.
var single = []struct {
	sign  int
	words string
}{{1, "升 增 涨 多"}, {-1, "降 减 跌 少"}}

// grammar lists the words of grammar.
func grammar() []Entry {
	var all []Entry
	for kind, list := range words {
		all = append(all, spelled(Entry{Kind: kind}, strings.Fields(list))...)
	}
	for kind, list := range strong {
		all = append(all, spelled(Entry{Kind: kind, Strong: true}, strings.Fields(list))...)
	}
	for _, d := range directions {
		all = append(all, spelled(Entry{Kind: Direction, Sign: d.sign, Level: d.level}, strings.Fields(d.words))...)
	}
	for _, d := range single {
		all = append(all, spelled(Entry{Kind: Direction, Sign: d.sign}, strings.Fields(d.words))...)
	}
	return all
}
