package main

// bases are the city's yearly figures that relative indicators rest on; it digs no coal.
var bases = []struct {
	year   int
	kind   string
	value  float64
	source string
}{
	{2024, "地区生产总值", 1426.8, "安澜市2024年国民经济和社会发展统计公报"}, {2025, "地区生产总值", 1503.5, "安澜市2025年国民经济和社会发展统计公报"},
	{2024, "工矿商贸就业人员", 61.4, "市统计局"}, {2025, "工矿商贸就业人员", 62.7, "市统计局"},
	{2024, "机动车保有量", 70.2, "市公安局交通警察支队"}, {2025, "机动车保有量", 73.9, "市公安局交通警察支队"},
}

// products are the counties' products of 2025 in 亿元, in the order of counties.
var products = []float64{312.6, 268.4, 231.7, 142.9, 108.3, 96.5, 88.2, 71.4, 183.5}

func (c *city) addBases() {
	l := newLedger("年度 地区编码 基数 数值 计量单位 数据来源")
	c.ledgers["bases"] = l
	measures := map[string]string{"地区生产总值": "亿元", "工矿商贸就业人员": "万人", "机动车保有量": "万辆"}
	for _, b := range bases {
		l.add(b.year, cityCode, b.kind, b.value, measures[b.kind], b.source)
	}
	for i, county := range c.tier(tierCounty) {
		l.add(2025, county.code, "地区生产总值", products[i], "亿元", "市统计局")
	}
}
