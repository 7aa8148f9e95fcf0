package fill

import "hongtou/generator/source"

// headers are the headers of the tables' columns, by Type.Name: what a field of
// a record means where meanings says nothing else.
var headers = func() map[string]string {
	out := map[string]string{}
	for _, t := range source.Tables() {
		for _, c := range t.Columns {
			out[t.Record()+"."+c.Field] = c.Header
		}
	}
	return out
}()

// meanings say what fields are, by name or by Type.Name where a name has two
// meanings.
var meanings = map[string]string{
	"Office": "发文机关", "Period": "期间", "Unit": "单位", "Meeting": "会议",
	"Hazard": "隐患", "Listing": "挂牌督办事项", "Reward": "奖惩事项", "Inspection": "专项检查", "Doc": "hongtou.yaml 中本文书的设置（documents）",
	"Office.Name": "发文机关全称", "Office.Short": "发文机关简称", "Mark": "发文机关标志", "Office.Code": "发文机关代字", "Region": "本地区",
	"Contact": "联系人", "Phone": "联系电话", "Settings": "限值设置", "Units": "单位表", "Targets": "目标表", "Accidents": "事故表",
	"Items": "问题隐患表", "Tasks": "任务表", "Meetings": "会议",
	"Excellent": "优秀分数线", "Good": "良好分数线", "Pass": "合格分数线", "FullMark": "满分", "Industries": "行业领域表",
	"Year": "年度", "LastYear": "上年同期", "Previous": "上一期", "Start": "首日", "End": "末日",
	"Unit.Code": "单位编码", "Unit.Name": "单位名称", "Unit.Short": "单位简称", "Tier": "层级", "ParentCode": "上级单位编码", "Parent": "上级单位",
	"Children": "下级单位", "Division": "行政区划代码", "CreditCode": "统一社会信用代码", "Industry": "行业领域", "Unit.Category": "类别",
	"Leader": "主要负责人", "Unit.Post": "主要负责人职务", "Deputy": "分管负责人", "Address": "地址", "Extra": "表中其他列",
	"Indicator": "指标", "Value": "控制数", "Target.Measure": "计量单位", "AtLeast": "不低于",
	"Accident.Code": "事故编号", "Accident.Date": "事故日期", "Liable": "责任单位", "Type": "事故类型", "Cause": "直接原因", "Location": "地点",
	"Deaths": "死亡人数", "Missing": "下落不明", "Injuries": "受伤人数", "Serious": "重伤人数", "Loss": "直接经济损失（万元）", "Grade": "等级",
	"SupervisionItem.Code": "隐患编号", "SupervisionItem.Date": "检查日期", "Method": "检查方式", "Group": "督查组", "Site": "隐患部位",
	"SupervisionItem.Category": "隐患类别", "Description": "隐患描述", "SupervisionItem.Major": "是否重大隐患", "Deduction": "扣分",
	"SupervisionItem.Measure": "整改措施", "SupervisionItem.Person": "整改责任人", "Funds": "整改资金（万元）", "Deadline": "期限", "SupervisionItem.Done": "整改完成日期",
	"Reviewed": "复查日期", "Reviewer": "复查人", "Status": "状态", "OverdueDays": "逾期天数",
	"Task.Code": "任务编号", "Content": "内容", "Lead": "牵头单位", "With": "配合单位", "Task.Person": "责任领导", "Recurring": "长期任务的周期",
	"Task.Done": "完成日期", "Task.Progress": "工作进展",
	"Meeting.Code": "会议编号", "Title": "会议名称", "Meeting.Kind": "会议类型", "Issue": "期号", "Meeting.Date": "会议日期", "Issued": "纪要成文日期", "Chair": "主持人",
	"ChairPost": "主持人职务", "Recorder": "记录人", "Purpose": "会议目的", "Agenda": "议程", "Present": "出席", "Absent": "请假", "Observers": "列席",
	"Heard": "会议听取", "Points": "会议要求", "CC": "分送", "Heading": "要点标题", "Text": "要点内容", "Speaker": "发言人", "Minutes": "用时（分钟）",
	"UnitsOf": "某层级的单位", "TargetsOf": "某单位某年的目标", "Target": "某单位某项目标", "Statistics": "四项指标统计", "Supervision": "督查结果",
	"SupervisionOf": "某单位的督查结果", "ItemsIn": "本期的问题隐患",
	"Total": "合计", "ByRegion": "按地区", "ByIndustry": "按行业", "This": "本期", "Row.LastYear": "上年同期", "Row.Previous": "上一期",
	"Cumulative": "累计", "CumulativeLastYear": "上年累计", "Control": "年度控制数", "Used": "控制数使用率",
	"Found": "发现问题数", "Result.Major": "重大隐患数", "Result.Done": "已整改数", "Overdue": "逾期数", "Pending": "未到期数",
	"Score": "得分", "Rank": "名次", "Indicators.Accidents": "事故起数", "Row.Name": "名称",
	"Signed": "责任书签订日期", "SignedIn": "某年是否已签订", "SignedOn": "某年的签订日期", "DoneBy": "某日前的完成日期", "Noticed": "会议通知成文日期", "Reply": "参会回执报送期限", "Invited": "参会人员",
	"Schedule": "议程的起止时间", "Invitees": "签到名单", "From": "开始时间", "To": "结束时间", "Role": "出席或列席",
	"TasksBy": "某日前已交办的任务", "OpenTasks": "某单位牵头未完成的任务", "StandingTasks": "某单位牵头的长期任务", "LeadLoads": "各牵头单位任务情况",
	"DaysLeft": "剩余天数", "LeadLoad.Total": "任务数", "Standing": "长期任务数", "PartyA": "责任书甲方", "Signatories": "应签订责任书的单位",
	"Signings": "签订情况", "Should": "应签订数", "Signing.Signed": "已签订数", "Breakdowns": "目标分解", "BreakdownLines": "目标分解明细",
	"Unsplit": "不分解的指标", "Parts": "下级控制数", "Sum": "下级之和", "Left": "余量", "Breakdown.Missing": "未分解单位数",
	"Analysis": "形势分析数据", "ByGrade": "按事故等级", "ByMonth": "按月份", "ByHour": "按时段", "ByWeekday": "按星期", "ByType": "按事故类型",
	"ByCause": "按直接原因", "Pairs": "地区和行业对照", "Analysis.Serious": "较大及以上事故", "Over": "突破控制数", "Ahead": "超时间进度", "Progress": "时间进度",
	"HasLastYear": "上年同期有统计数据", "HasPrevious": "上期有统计数据", "HasCumulativeLastYear": "上年有统计数据",
	"Phrase": "情况的文字", "Brief": "起数和死亡人数", "YearOnYear": "同比的文字", "OnPrevious": "环比的文字", "CumulativeYearOnYear": "累计同比的文字",
	"Wide": "全市、全县等", "Lower": "下级政府的统称", "Praised": "拟表扬的单位", "Criticised": "拟批评的单位", "Reasons": "批评的理由", "Stuck": "逾期重大隐患数",
	"Categories": "问题按类别", "CategoriesOf": "某单位问题按类别", "ItemsOf": "某单位的问题", "WholeYear": "全年",

	"HazardsIn": "本期发现的隐患", "HazardsOpen": "隐患台账（本期新增和期初未销号）", "HazardTotal": "隐患合计", "HazardsByRegion": "隐患按地区", "HazardsByIndustry": "隐患按行业",
	"HazardRow.Carried": "上期结转", "HazardRow.Found": "本期新增", "HazardRow.Major": "其中重大", "HazardRow.Done": "已整改", "HazardRow.Funds": "整改资金（万元）",
	"HazardRow.Lacking": "五落实不全的项数", "Hazard.Lacking": "五落实中没有落实的", "Hazard.Level": "隐患等级", "Listing.Limit": "期限（延期后为新期限）",
	"ListingsOpen": "挂牌督办台账", "Reports": "某月的成员单位月报", "Reports.Due": "报送截止日期", "Reports.Rows": "每个成员单位一行", "Reports.Missing": "未报送的单位", "Reports.Late": "迟报的单位",
	"Reported": "已报送单位数", "Reports.Total": "各单位合计", "Report.Rate": "隐患整改率", "ReportRow.Late": "迟报天数", "ReportRow.Report": "该单位月报",
	"Network": "监管网络汇总", "NetworkRow.Gaps": "有空缺的网格数", "Bare": "没有网格的单位", "BareUnits": "没有网格的单位", "GridsOf": "单位的网格", "Grid.Gaps": "空缺事项",
	"Leaders": "领导干部职责清单", "Leader.Duties": "领导责任", "Leader.Tasks": "年度任务", "Contacts": "各县（市、区）及联系常委", "ContactRow.Contact": "联系常委",
	"Assessments": "年度考核结果", "AssessmentOf": "单位的考核结果", "Marks": "各项评分", "Assessment.Full": "标准分合计", "Assessment.Self": "自评分", "Base": "指标得分", "Bonus": "加分", "Penalty": "扣分",
	"Vetoes": "一票否决事由", "Vetoed": "是否一票否决", "LastRank": "上年名次", "LastScore": "上年得分", "Move": "名次变化", "Lost": "扣分的指标", "Mark.Score": "该项得分",
	"AdjustmentsOf": "单位的加分、扣分和否决", "Decisions": "全部加分、扣分和否决", "MarksOf": "全部评分", "LostByGroup": "各考核项目平均扣分", "RewardsFor": "某年度的奖惩",
	"TrainingsIn": "本期培训", "InvestmentsIn": "本期投入", "DrillsIn": "本期演练", "ActivitiesIn": "本期五进活动", "FourInPlace": "企业四到位", "InPlace.Lacking": "没有到位的", "Unsound": "缺损的设施设备",
	"ActivitiesByPlace": "五进活动按场所", "ActivitiesByUnit": "五进活动按地区", "ActivitiesThin": "五进有空白的地区", "OrganiserRow.Lacking": "没有开展的场所", "Audience": "受众人次", "Handed": "发放材料（份）",
	"PlanOf": "年度工作计划", "PlanSections": "年度工作计划按要点", "TogetherRows": "四同按牵头单位", "InspectionsIn": "本期印发的专项检查", "VisitsIn": "本期专项检查安排", "Visits": "检查安排", "Groups": "检查组",
	"Below": "下一级地区的统称", "Divisions": "本地区的县（市、区）", "Members": "成员单位", "County": "所在县（市、区）",

	"RegionCode": "本地区最高一级的单位编码", "Hazards": "隐患表", "Listings": "挂牌督办表", "MonthlyReports": "成员单位月报表", "Grids": "网格表", "Duties": "职责清单表",
	"ContactList": "常委联系表", "Criteria": "考核细则表", "Adjustments": "考核加减分表", "Standings": "往年名次表", "Rewards": "奖惩表", "Trainings": "培训表",
	"Investments": "投入表", "Drills": "演练表", "Activities": "五进活动表", "Plan": "年度工作计划表", "Inspections": "专项检查表",
	"AccidentsIn": "某期间的事故", "AccidentsOf": "某单位（含下级）某期间的事故", "StatisticsOf": "某单位（含下级）的四项指标统计", "CriteriaFor": "某年某层级的考核细则",
	"Superior": "报告对象：市委、市政府", "TasksOf": "某单位牵头或配合的任务",
	"Period.Kind": "期间的长短", "Period.Index": "本年中的第几期", "Contains": "日期是否在期间内", "FirstMonth": "首月", "LastMonth": "末月", "Period.Name": "期间的名称：2026年第一季度",
	"Next": "下一期", "Month": "月", "Day": "日", "AddDays": "加若干天", "After": "是否晚于", "Before": "是否早于", "Compare": "比较先后：-1、0、1", "IsZero": "是否没有日期",
	"Long": "写作 2026年3月5日", "Sub": "相差的天数", "Date.Time": "当日零时", "Valid": "是否存在这一天", "Weekday": "星期几",
	"Attendee.Name": "姓名", "Attendee.Post": "职务", "BreakdownLine.Whole": "上级控制数", "Count.Name": "名称", "Count.Major": "其中重大隐患", "Rate": "比率",
	"HazardRow.Name": "地区或行业领域", "Planned": "计划投入（万元）", "Amount": "实际投入（万元）", "Courses": "培训期数", "Trained": "培训人次", "InPlace.Passed": "考核合格人次",
	"InPlace.Hazards": "未销号隐患数", "InPlace.Done": "已整改数", "InPlace.Drills": "演练次数", "Drilled": "演练人次", "Assessed": "已评估的演练", "InPlace.All": "是否四项都到位",
	"Investment": "投入是否到位", "Management": "管理是否到位", "Rescue": "应急救援是否到位", "InPlace.Training": "培训是否到位", "Against": "与另一期间比较的文字",
	"LeadLoad.Done": "已完成数", "Leader.Name": "姓名", "Leader.Post": "职务", "Leader.Field": "分管领域", "Listing.Source": "隐患来源", "Listing.Passed": "验收是否合格",
	"LostGroup.Name": "考核项目", "Average": "平均扣分", "Mark.Criterion": "考核细则", "NetworkRow.Name": "地区", "Towns": "乡镇街道数", "Bodies": "机构数", "Villages": "村级网格数",
	"FullTime": "专职人数", "PartTime": "兼职人数", "Covered": "覆盖的生产经营单位", "OrganiserRow.ByPlace": "五类场所各几次", "OrganiserRow.Count": "活动次数", "Place": "场所",
	"PlaceRow.Count": "活动次数", "PlanSection.Name": "要点", "Reports.Month": "月份", "BonusLimit": "加分上限", "ReportDay": "月报截止日", "ListingDays": "隐患挂牌期限（天）",
	"DutyListingDays": "履职挂牌期限（天）", "ExtensionDays": "延期期限（天）", "DelistingDays": "验收期限（天）", "Has": "是否有比率", "Level": "重大或一般", "Absolute": "是否为绝对数指标",
	"Direction": "不超过或不低于", "LateDone": "是否逾期后完成", "Limit": "时限的写法", "TogetherRow.ByKind": "四同各几项", "TogetherRow.Done": "已完成数",
	"Ancestor": "某层级的上级", "Within": "是否在某单位之下",
}
