{{=<% %>=}}
package <%package%>;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts <%name%>. */
@SpringBootApplication
public class <%Name%>Application {

    public static void main(String[] args) {
        SpringApplication.run(<%Name%>Application.class, args);
    }
}
