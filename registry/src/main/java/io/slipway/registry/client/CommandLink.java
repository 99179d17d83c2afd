package io.slipway.registry.client;

import com.codahale.metrics.Meter;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import com.netflix.hystrix.HystrixObservableCommand;
import java.util.concurrent.Executor;
import retrofit2.Response;
import rx.Observable;
import rx.Scheduler;
import rx.schedulers.Schedulers;

/** Runs each call as a Hystrix command and lets the fallback answer where it fails. */
final class CommandLink implements StartingLink {

    private final HystrixCommand.Setter waited;
    private final HystrixObservableCommand.Setter started;
    private final Fallback fallback;
    private final Meter fallbacks;
    private final Scheduler scheduler;
    private final Link next;

    /** @param executor runs calls that are begun and not waited for, once the command has room for them */
    CommandLink(
            CalledMethod called,
            HystrixCommandProperties.Setter defaults,
            Fallback fallback,
            Meter fallbacks,
            Executor executor,
            Link next) {
        HystrixCommandGroupKey group = HystrixCommandGroupKey.Factory.asKey(called.service());
        HystrixCommandKey key = HystrixCommandKey.Factory.asKey(called.name());
        this.waited =
                HystrixCommand.Setter.withGroupKey(group).andCommandKey(key).andCommandPropertiesDefaults(defaults);
        this.started = HystrixObservableCommand.Setter.withGroupKey(group)
                .andCommandKey(key)
                .andCommandPropertiesDefaults(defaults);
        this.fallback = fallback;
        this.fallbacks = fallbacks;
        this.scheduler = Schedulers.from(executor);
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        Waited<R> command = new Waited<>(exchange);
        try {
            return Awaited.of(command.toObservable());
        } catch (Throwable e) { // Wide because it becomes a ServiceCallException, whatever it was.
            throw command.run.explained(e);
        }
    }

    @Override
    public <R> void start(Exchange<R> exchange, Outcome<R> outcome) {
        Waited<R> waitable = new Waited<>(exchange);
        CommandRun<R> run = waitable.run;
        run.takeAlong();
        // Where no pool of Hystrix's runs it, its semaphore must let it in before a thread is spent on it.
        Observable<Response<R>> begun = run.isPooled() ? waitable.toObservable() : new Started<>(run).toObservable();
        var unused = begun.subscribe(
                response -> outcome.told(response, null), failure -> outcome.told(null, run.explained(failure)));
    }

    private <R> CommandRun<R> run(Exchange<R> exchange, HystrixCommandProperties properties) {
        boolean pooled = properties.executionIsolationStrategy().get() == ExecutionIsolationStrategy.THREAD;
        return new CommandRun<>(exchange, properties, pooled, fallback, fallbacks, next);
    }

    /** Makes a call whose caller waits for it, or which a pool of Hystrix's runs; a command is made for every call. */
    private final class Waited<R> extends HystrixCommand<Response<R>> {

        private final CommandRun<R> run;

        private Waited(Exchange<R> exchange) {
            super(waited);
            this.run = CommandLink.this.run(exchange, getProperties());
        }

        @Override
        protected Response<R> run() throws Exception {
            return run.answer();
        }

        @Override
        protected Response<R> getFallback() {
            return run.fallback();
        }
    }

    /** Makes a call on a thread of ours. */
    private final class Started<R> extends HystrixObservableCommand<Response<R>> {

        private final CommandRun<R> run;

        private Started(CommandRun<R> run) {
            super(started);
            this.run = run;
        }

        @Override
        protected Observable<Response<R>> construct() {
            return Observable.fromCallable(run::answer).subscribeOn(scheduler);
        }

        @Override
        protected Observable<Response<R>> resumeWithFallback() {
            return Observable.fromCallable(run::fallback);
        }
    }
}
