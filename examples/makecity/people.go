package main

import (
	"math/rand/v2"
	"strings"
)

// people gives names that no one in the city has yet.
type people struct {
	r    *rand.Rand
	used map[string]bool
}

func newPeople(r *rand.Rand) *people {
	p := &people{r: r, used: map[string]bool{}}
	for _, names := range [][]string{leadersOfCity, reviewers, experts} {
		for _, n := range names {
			p.used[n] = true
		}
	}
	for _, c := range counties {
		p.used[c.leader] = true
	}
	for _, d := range departments {
		p.used[d.leader] = true
	}
	for _, e := range enterprises {
		p.used[e.leader] = true
	}
	return p
}

// name is a new name: one in eight has one given character, one in forty a
// surname of two.
func (p *people) name() string {
	for {
		surname := pick(p.r, surnames)
		if p.r.IntN(40) == 0 {
			surname = pick(p.r, doubleSurnames)
		}
		given := pick(p.r, givenTwo)
		if p.r.IntN(8) == 0 {
			given = pick(p.r, givenOne)
		}
		name := surname + given
		if !p.used[name] && !strings.HasPrefix(given, surname) {
			p.used[name] = true
			return name
		}
	}
}

// Officers that tables and hongtou.yaml both name; the first is the mayor.
var leadersOfCity = []string{
	"沈怀谦", // 市长
	"程敬安", // 市委常委、常务副市长
	"诸葛明", // 副市长，工业、应急
	"苏婉清", // 副市长，城建、交通
	"司马颖", // 副市长，教育、文旅、卫生
	"何其琛", // 市政府秘书长
	"林静",  // 市安委办综合科
}

var reviewers = []string{"丁卫平", "上官亦宁", "韩昇", "林晓棠", "罗志诚", "郑若云", "彭珂", "段秋实"}

var experts = []string{"魏仲文", "钱佩瑶", "纪宗尧", "樊立群", "谭楠", "殷少华", "欧阳一帆", "阮清和", "康敬之", "岳铮"}

// The commonest surnames stand more than once.
var surnames = strings.Fields(`
	王 王 王 王 李 李 李 李 张 张 张 张 刘 刘 刘 陈 陈 陈 杨 杨 赵 赵 黄 黄 周 周 吴 吴 徐 孙 胡 朱 高 林 何 郭 马 罗
	梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田
	任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔
	贺 赖 龚 文 庞 樊 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 毕 聂 丛 焦 向 柳 邢 路 岳 齐
	梅 莫 庄 辛 管 祝 左 涂 谷 祁 时 舒 耿 牟 卜 詹 关 苗 凌 费 纪 靳 盛 童 欧 甄 项 曲 成 游 阳 裴 席 卫 查 屈 鲍 位`)

var doubleSurnames = []string{"欧阳", "司马", "上官", "诸葛", "慕容"}

var givenTwo = strings.Fields(`
	明远 文博 志诚 建业 立群 思源 俊杰 家宁 雪梅 丽萍 春燕 秀英 慧敏 雅琴 佳怡 欣然 嘉禾 凤鸣 金水 德厚 长庚 守业
	怀远 承志 宏业 卫平 学文 红梅 桂芳 月华 静怡 婉清 若云 乐平 一帆 江涛 林海 松涛 晨曦 书恒 景行 知行 清和 伯涛
	仲文 元亮 维桢 鹤鸣 宗尧 敬之 云飞 天佑 锦程 秋实 立新 玉峰 国良 胜利 广田 树森 兆祥 福生 东升 海燕 晓燕 素芬
	淑珍 美玲 艳秋 冬梅 惠兰 翠华 瑞雪 梦瑶 诗涵 雨桐 依然 可心 思齐 浩然 子墨 宇航 天宇 鹏程 振江 向荣 有为 得胜
	传喜 庆和 运来 本立 道生 其昌 耀宗 光明 显达 克俭 克勤 义方 信之 友谅 百川 万里 千帆 庭芳 云舒 亦宁 佩瑶 秋月
	晓棠 文澜 若溪 疏影 青禾 南星 北辰 沐风 安之 怀瑾 握瑜 昭文 明哲 启航 少川 少平 长河 大同 永泰 永年 世安 世平`)

var givenOne = strings.Fields(`
	磊 涛 敏 芳 娟 洁 斌 鑫 钧 岚 珂 霖 楠 旭 骁 昕 彤 菲 蕾 铮 恺 翔 颖 睿 婕 凯 亮 辉 波 宁 喆 堃 昇 祎 珺 琪 瑶 峥
	屹 煜 炜 焕 宸 曦 玥 瑾 琛 璐 莹 薇 萱 蓉 茜 筠 竞 峻 岩 岳`)
