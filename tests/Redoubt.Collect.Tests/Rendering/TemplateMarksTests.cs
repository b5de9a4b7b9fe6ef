using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Tests.Rendering;

public sealed class TemplateMarksTests
{
    [Theory]
    [InlineData("a: 1", "a: 1#1")]
    [InlineData("a: 1\nb: 2\n", "a: 1#1\nb: 2#2\n")]
    [InlineData("a: {{ .Values.a }}", "a: {{ .Values.a }}#1")]
    [InlineData("{{ .Values.a }}", "{{ .Values.a }}#1")]
    [InlineData("a: 1\r\nb: 2\r\n", "a: 1#1\r\nb: 2#2\r\n")]
    [InlineData("{{ toYaml .x | nindent 2 }}", "{{ toYaml .x | nindent 2 }}#1")]
    public void A_line_that_writes_is_marked(string template, string marked) => Check(template, marked);

    [Theory]
    [InlineData("{{ if .x }}")]
    [InlineData("{{- end }}")]
    [InlineData("{{- define \"x\" -}}")]
    [InlineData("{{/* a: 1 */}}")]
    [InlineData("{{/*\na: \"1\n*/}}")]
    [InlineData("{{ $x := 1 }}")]
    [InlineData("{{- $x.y = 1 -}}")]
    [InlineData("# a comment")]
    [InlineData("---")]
    [InlineData("  ")]
    public void A_line_that_writes_nothing_is_not(string template) => Check(template, template);

    [Theory]
    [InlineData("a: {{ .x -}}\nb")]
    [InlineData("a: {{ index\n .x }}", "a: {{ index\n .x }}#2")]
    [InlineData("a: 1\n{{- .x }}", "a: 1\n{{- .x }}#2")]
    [InlineData("a: [1\n{{- if .x }}, 2{{ end }}]", "a: [1\n{{- if .x }}, 2{{ end }}]#2")]
    [InlineData("a:\n{{- toYaml .x | nindent 2 }}", "a:#1\n{{- toYaml .x | nindent 2 }}#2")]
    [InlineData("a:\n{{- if .x }}\nb", "a:#1\n{{- if .x }}\nb#3")]
    [InlineData("a: {{ \"}}\" }} {{ `{{` }}", "a: {{ \"}}\" }} {{ `{{` }}#1")]
    public void Text_that_a_mark_would_cut_is_not_marked(string template, string marked = "a: {{ .x -}}\nb#2") => Check(template, marked);

    [Theory]
    [InlineData("a: {{ .x }}\n{{- toYaml .y | nindent 2 }}\n", true)]
    [InlineData("# {{ .x }}\n", false)]
    [InlineData("# a\n---\n{{ if .x -}}\n", true)]
    [InlineData("{{- toYaml .y | nindent 2 -}}\n", false)]
    public void A_template_is_complete_if_all_that_may_write_several_lines_is_marked(string template, bool complete) =>
        Assert.Equal(complete, TemplateMarks.Mark(template, _ => "#", out _).IsComplete);

    private static void Check(string template, string expected)
    {
        TemplateMarks.Mark(template, line => $"#{line}", out var marked);
        Assert.Equal(expected, marked);
    }
}
