{{=<% %>=}}
package <%package%>;

/** Answers {@code POST /<%name%>}. */
record <%Name%>Created(String id, String greeting) {}
