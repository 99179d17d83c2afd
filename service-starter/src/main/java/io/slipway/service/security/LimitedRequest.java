package io.slipway.service.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Is a request whose body ends in an exception where it is longer than the limit. */
final class LimitedRequest extends HttpServletRequestWrapper {

    private final Limits limits;
    private @Nullable ServletInputStream body;
    private @Nullable BufferedReader reader;

    LimitedRequest(HttpServletRequest request, Limits limits) {
        super(request);
        this.limits = limits;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new LimitedBody(super.getInputStream());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            String encoding = getCharacterEncoding();
            // What HTTP says of text without a charset; JSON is read from the bytes.
            String named = encoding == null ? StandardCharsets.ISO_8859_1.name() : encoding;
            reader = new BufferedReader(new InputStreamReader(getInputStream(), named));
        }
        return reader;
    }

    private final class LimitedBody extends ServletInputStream {

        private final ServletInputStream whole;
        private long left = limits.body().toBytes();

        LimitedBody(ServletInputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            int read = whole.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = whole.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            left -= Math.max(0, read);
            if (left < 0) {
                throw new BodyTooLarge(limits);
            }
        }

        @Override
        public int available() throws IOException {
            return whole.available();
        }

        @Override
        public boolean isFinished() {
            return whole.isFinished();
        }

        @Override
        public boolean isReady() {
            return whole.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            whole.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
