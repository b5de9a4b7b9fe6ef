using System.Text;

namespace Redoubt.Admission.Policies;

/// <summary>
/// The plain replacement of text by which Kyverno turns a policy on pods into one on what makes pods. It knows nothing of CEL:
/// <c>object['spec']</c> stays as it is, and <c>request.object.spec</c> changes too.
/// </summary>
internal static class RewrittenText
{
    /// <summary>Where the pod's own fields sit in the controllers of a family.</summary>
    public static string Template(string family) => family == "cronjobs" ? "spec.jobTemplate.spec.template" : "spec.template";

    /// <summary>A text of a validating policy or rule.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">The path of the pod's template.</param>
    /// <param name="keepsNamespace">Whether <c>metadata.namespace</c> stays that of the controller.</param>
    public static string Of(string text, string template, bool keepsNamespace)
    {
        text = text.Replace("object.spec", $"object.{template}.spec", StringComparison.Ordinal)
            .Replace("oldObject.spec", $"oldObject.{template}.spec", StringComparison.Ordinal);
        text = Metadata(text, "object.metadata", $"object.{template}.metadata", keepsNamespace);
        return Metadata(text, "oldObject.metadata", $"oldObject.{template}.metadata", keepsNamespace);
    }

    /// <summary>A condition or an apply configuration of a mutating policy; <c>Object</c> is also the end of <c>oldObject</c>.</summary>
    public static string OfMutation(string text, string template)
    {
        foreach (var name in new[] { "object", "Object" })
        {
            text = text.Replace($"{name}.spec", $"{name}.{template}.spec", StringComparison.Ordinal)
                .Replace($"{name}.metadata.labels", $"{name}.{template}.metadata.labels", StringComparison.Ordinal)
                .Replace($"{name}.metadata.annotations", $"{name}.{template}.metadata.annotations", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The fields of an outermost <c>Object{…}</c> put where the template is: objects for the steps to it go around them.</summary>
    public static string Wrap(string text, string template)
    {
        const string Outermost = "Object{";
        text = text.Trim();
        if (!text.StartsWith(Outermost, StringComparison.Ordinal) || ClosingBrace(text, Outermost.Length) is not (> 0 and var end))
        {
            return text;
        }

        var steps = template.Split('.');
        var open = new StringBuilder(Outermost);
        var path = "Object";
        foreach (var step in steps)
        {
            path += "." + step;
            open.Append(step).Append(": ").Append(path).Append('{');
        }

        return open.Append(text, Outermost.Length, end - Outermost.Length).Append('}', steps.Length).Append(text, end, text.Length - end).ToString();
    }

    private static int ClosingBrace(string text, int from)
    {
        var depth = 1;
        for (var at = from; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private static string Metadata(string text, string from, string to, bool keepsNamespace)
    {
        const string Namespace = ".namespace";
        if (!keepsNamespace)
        {
            return text.Replace(from, to, StringComparison.Ordinal);
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        for (var found = text.IndexOf(from, StringComparison.Ordinal); found >= 0; found = text.IndexOf(from, at, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(found + from.Length);
            var stays = rest.StartsWith(Namespace, StringComparison.Ordinal)
                && (rest.Length == Namespace.Length || !(char.IsAsciiLetterOrDigit(rest[Namespace.Length]) || rest[Namespace.Length] == '_'));
            result.Append(text, at, found - at).Append(stays ? from : to);
            at = found + from.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
