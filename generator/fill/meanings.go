package fill

// meanings say what fields are, by name or by Type.Name where a name has two
// meanings.
var meanings = map[string]string{
	"Office": "发文机关", "Period": "期间", "Unit": "单位", "Meeting": "会议", "Doc": "hongtou.yaml 中本文书的设置（documents）",
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
	"Task.Done": "完成日期", "Progress": "工作进展",
	"Meeting.Code": "会议编号", "Title": "会议名称", "Meeting.Kind": "会议类型", "Issue": "期号", "Meeting.Date": "会议日期", "Issued": "纪要成文日期", "Chair": "主持人",
	"ChairPost": "主持人职务", "Recorder": "记录人", "Purpose": "会议目的", "Agenda": "议程", "Present": "出席", "Absent": "请假", "Observers": "列席",
	"Heard": "会议听取", "Points": "会议要求", "CC": "分送", "Heading": "要点标题", "Text": "要点内容", "Speaker": "发言人", "Minutes": "用时（分钟）",
	"UnitsOf": "某层级的单位", "TargetsOf": "某单位某年的目标", "Target": "某单位某项目标", "Statistics": "四项指标统计", "Supervision": "督查结果",
	"SupervisionOf": "某单位的督查结果", "ItemsIn": "本期的问题隐患",
	"Total": "合计", "ByRegion": "按地区", "ByIndustry": "按行业", "This": "本期", "Row.LastYear": "上年同期", "Row.Previous": "上一期",
	"Cumulative": "累计", "CumulativeLastYear": "上年累计", "Control": "年度控制数", "Used": "控制数使用率",
	"Found": "发现问题数", "Result.Major": "重大隐患数", "Result.Done": "已整改数", "Overdue": "逾期数", "Pending": "未到期数",
	"Score": "得分", "Rank": "名次",
}
