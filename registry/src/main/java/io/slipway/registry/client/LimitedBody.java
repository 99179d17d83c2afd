package io.slipway.registry.client;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Ends the reading of a body that is larger than a caller is ready to hold in memory, also one that unpacks to more. */
final class LimitedBody extends ForwardingSource {

    private final long limit;
    private long left;

    private LimitedBody(Source body, long limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    static Response in(Response response, long limit) throws IOException {
        ResponseBody body = response.body();
        long length = body.contentLength();
        if (length > limit) {
            body.close();
            throw tooLarge(limit);
        }
        // A body of known length cannot be longer: OkHttp counts.
        return length >= 0
                ? response
                : response.newBuilder()
                        .body(ResponseBody.create(
                                Okio.buffer(new LimitedBody(body.source(), limit)), body.contentType(), length))
                        .build();
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        left -= Math.max(0, read);
        if (left < 0) {
            throw tooLarge(limit);
        }
        return read;
    }

    private static UnreadableBody tooLarge(long limit) {
        return new UnreadableBody("it is larger than " + limit + " bytes", null);
    }
}
