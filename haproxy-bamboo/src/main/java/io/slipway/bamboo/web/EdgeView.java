package io.slipway.bamboo.web;

import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.bamboo.topology.Topology;
import java.util.List;

/** Gives what there is to show: whatever is asked, one immutable moment. Thread-safe. */
public interface EdgeView {

    EdgeState state();

    /** Returns the last applies, the newest first. */
    List<Apply> history();

    SourceStatus marathon();

    /** Returns what Marathon last said. */
    MarathonView apps();

    SourceStatus consul();

    /** Returns the rules that hold now. */
    List<Rule> rules();

    /** Returns what the edge would want with other rules, by what the sources say now. */
    Topology supposing(List<Rule> rules);

    /** Calls a listener after every change but that of a counter; it must not wait for anybody. */
    void onChange(Runnable listener);
}
