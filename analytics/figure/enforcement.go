package figure

// enforcementKinds are the kinds of chart about inspection returns.
func enforcementKinds() []Kind {
	return []Kind{funnelKind, enforcementDepartmentsKind, enforcementCampaignsKind, enforcementTownsKind, enforcementMonthsKind}
}
