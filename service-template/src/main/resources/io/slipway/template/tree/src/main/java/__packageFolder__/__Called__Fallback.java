{{=<% %>=}}
package <%package%>;

/** Answers in place of {@code <%called%>} when a call fails, so that {@code <%name%>} still answers. */
class <%Called%>Fallback implements <%Called%>Api {

    @Override
    public ServedBy find(String id) {
        return ServedBy.NOBODY;
    }
}
