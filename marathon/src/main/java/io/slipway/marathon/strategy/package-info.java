/**
 * Decides how new copies of an app take over from old ones: pure functions from what there is to what to do next.
 *
 * <pre>{@code
 * Strategy strategy = new Crossover();
 * Moves moves = strategy.next(fleet);   // create 2, drain [a], kill [b]
 * }</pre>
 *
 * <p>A new copy counts only when the load balancer sees it healthy; an old one is drained before it is killed. Ask again
 * after every change; {@link io.slipway.marathon.strategy.Strategy#isDone} tells the end. Nothing here waits: a new copy
 * that never becomes healthy is for the caller's deadline. The names are PaaSTA's.
 */
@NullMarked
package io.slipway.marathon.strategy;

import org.jspecify.annotations.NullMarked;
