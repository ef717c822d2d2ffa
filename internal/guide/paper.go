package guide

import "jalon/internal/recommend"

func (t *turn) orientation(recommend.Result) (Reply, bool) { return Reply{}, false }

func (t *turn) linkPaper(string, string) (Reply, bool) { return Reply{}, false }
