package figure

// enforcementKinds are the kinds of figure about inspection returns.
func enforcementKinds() []Kind {
	return []Kind{
		funnelKind, enforcementDepartmentsKind, enforcementCampaignsKind, enforcementTownsKind, enforcementMonthsKind, returnsKind,
		finds.kind(), rectificationTownsKind, rectificationMonthsKind, balanceKind, enforcementTableKind,
		overdueTownsKind, lateTownsKind, daysTownsKind,
	}
}
