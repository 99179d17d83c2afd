package io.slipway.bamboo.web;

import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.source.SourceStatus;
import java.util.List;

/** Gives what there is to show: whatever is asked, one immutable moment. Thread-safe. */
public interface EdgeView {

    EdgeState state();

    /** Returns the last applies, the newest first. */
    List<Apply> history();

    SourceStatus marathon();

    SourceStatus consul();

    /** Calls a listener after every change but that of a counter; it must not wait for anybody. */
    void onChange(Runnable listener);
}
