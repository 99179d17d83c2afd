package io.slipway.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slipway.registry.client.ServiceCallException.Reason;
import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Sends the request, and says what went wrong where it was no success. */
final class HttpLink implements Link {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        long begun = exchange.now();
        try {
            Response<R> response = send(exchange, begun);
            note(exchange, begun, Integer.toString(response.code()));
            if (!response.isSuccessful()) {
                throw answered(exchange, response);
            }
            return response;
        } catch (IOException e) {
            throw failed(exchange, begun, e);
        }
    }

    private static <R> Response<R> send(Exchange<R> exchange, long begun) throws IOException {
        Duration left = exchange.end().left(begun);
        Sending sending = exchange.sending();
        sending.header(Deadline.HEADER, exchange.end().header(begun));
        sending.connectWithin(exchange.connectMillis());
        // No timeout is OkHttp's meaning of zero.
        exchange.call().timeout().timeout(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS);
        try {
            return exchange.call().execute();
        } catch (RuntimeException e) { // Wide because whoever gives the mapper gives the code that reads bodies.
            if (sending.status() == 0) {
                throw e;
            }
            throw new UnreadableBody(Excerpt.of(e), e);
        }
    }

    private static ServiceCallException failed(Exchange<?> exchange, long begun, IOException e) {
        String service = exchange.called().service();
        if (exchange.isCancelled() || (isInterrupted(e) && !exchange.isSpent())) {
            note(exchange, begun, "given up");
            String why = exchange.isCancelled() ? "its caller cancelled it" : "its thread was interrupted";
            return ServiceCallException.of(exchange, Reason.CANCELLED, why, e);
        }
        if (isLate(e)) {
            note(exchange, begun, "no answer in time");
            return late(exchange, e);
        }
        int status = exchange.sending().status();
        if (e instanceof JsonProcessingException || e instanceof UnreadableBody) {
            note(exchange, begun, Integer.toString(status));
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : Excerpt.of(e);
            return ServiceCallException.of(
                    exchange, Reason.UNREADABLE, service + " sent a body that cannot be read: " + Excerpt.of(why), e);
        }
        note(exchange, begun, status == 0 ? Excerpt.of(e) : status + ", then " + Excerpt.of(e));
        return exchange.sending().wasReached()
                ? ServiceCallException.of(exchange, Reason.BROKEN_OFF, service + " did not answer", e)
                : ServiceCallException.of(exchange, Reason.UNREACHABLE, service + " could not be reached", e);
    }

    private static ServiceCallException late(Exchange<?> exchange, IOException e) {
        return ServiceCallException.of(
                exchange,
                exchange.isRushed() ? Reason.DEADLINE : Reason.TIMED_OUT,
                exchange.called().service() + " did not answer within " + exchange.within(),
                e);
    }

    private static ServiceCallException answered(Exchange<?> exchange, Response<?> response) {
        int status = response.code();
        boolean refused = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return ServiceCallException.answered(
                exchange,
                refused ? Reason.REFUSED : Reason.FAILED,
                exchange.called().service() + " answered " + status + said(response.errorBody()),
                response);
    }

    private static void note(Exchange<?> exchange, long begun, String outcome) {
        exchange.tries().end(Duration.ofNanos(exchange.now() - begun), outcome);
    }

    /** Tells an interrupt, which okio may have used up; once its time is over, it was Hystrix that interrupted the call. */
    private static boolean isInterrupted(IOException e) {
        return Thread.currentThread().isInterrupted() || "interrupted".equals(e.getMessage());
    }

    /** Tells the end of the call's own time from that of a single connection attempt. */
    private static boolean isLate(IOException e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    }

    /** Looks into the body without taking it from whoever reads the response. */
    private static String said(@Nullable ResponseBody body) {
        if (body == null) {
            return "";
        }
        try {
            BufferedSource start = body.source().peek();
            start.request(1024);
            String text = Excerpt.of(start.getBuffer().readUtf8());
            return text.isEmpty() ? "" : ": " + text;
        } catch (IOException e) {
            return "";
        }
    }
}
