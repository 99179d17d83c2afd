{{=<% %>=}}
package <%package%>;

import io.slipway.registry.client.ServiceClient;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Calls {@code <%called%>}: discovery picks the instance, Hystrix guards the call. */
@ServiceClient(value = "<%called%>", fallback = <%Called%>Fallback.class)
interface <%Called%>Api {

    @GET("<%called%>/{id}")
    ServedBy find(@Path("id") String id);
}
