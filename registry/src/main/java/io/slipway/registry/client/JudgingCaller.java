package io.slipway.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slipway.registry.client.ServiceCallException.Kind;
import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** Makes the call, and says what went wrong where it was no success. */
final class JudgingCaller implements Caller {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CalledMethod called;

    JudgingCaller(CalledMethod called) {
        this.called = called;
    }

    @Override
    public <R> Response<R> call(Call<R> call) {
        try {
            Response<R> response = call.execute();
            if (!response.isSuccessful()) {
                throw answered(call, response);
            }
            return response;
        } catch (NoInstanceException e) {
            throw failed(call, Kind.FAILED, Excerpt.of(e), null);
        } catch (JsonProcessingException e) {
            String why = called.service() + " sent a body that cannot be read: " + Excerpt.of(e.getOriginalMessage());
            throw failed(call, Kind.FAILED, why, e);
        } catch (IOException e) {
            throw isLate(e) ? late(call, e) : failed(call, Kind.FAILED, called.service() + " did not answer", e);
        }
    }

    private ServiceCallException answered(Call<?> call, Response<?> response) {
        int status = response.code();
        boolean refused = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        String what = called.service() + " answered " + status + said(response.errorBody());
        return ServiceCallException.answered(
                called, call.request(), refused ? Kind.CALLERS_FAULT : Kind.FAILED, what, response);
    }

    private ServiceCallException late(Call<?> call, IOException e) {
        long millis = call.timeout().timeoutNanos() / 1_000_000;
        return failed(call, Kind.TIMED_OUT, called.service() + " did not answer within " + millis + " ms", e);
    }

    private ServiceCallException failed(Call<?> call, Kind kind, String what, @Nullable Throwable cause) {
        return ServiceCallException.of(called, call.request(), kind, what, cause);
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
