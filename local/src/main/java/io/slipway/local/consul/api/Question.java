package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Topic;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Asks something of the state that may have another answer later.
 *
 * @param topics what may change the answer
 * @param index when the answer last changed
 * @param answer the answer itself, without the headers that every answer has
 */
record Question(Function<State, Set<Topic>> topics, ToLongFunction<State> index, Function<State, Answer> answer) {

    /** Asks something that a whole table may change. */
    static Question of(Topic table, ToLongFunction<State> index, Function<State, Answer> answer) {
        return new Question(state -> Set.of(table), index, answer);
    }
}
