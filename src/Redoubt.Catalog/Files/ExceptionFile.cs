using System.Globalization;
using Redoubt.Catalog.Exceptions;
using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads exceptions: the field <c>exceptions</c> of <c>redoubt.yaml</c>, and of the files beside it.</summary>
internal static class ExceptionFile
{
    private const string Field = "exceptions";

    /// <summary>What a configuration says: a list of exceptions, or a map with the list and with what is allowed.</summary>
    public static ExceptionSettings Settings(string file, FieldReader configuration)
    {
        if (configuration.Map[Field].Kind == NodeKind.List)
        {
            return ExceptionSettings.None with { Rules = Rules(file, configuration, Field) };
        }

        var reader = configuration.Inner(Field);
        reader.Only("inManifests", "to", "never", "list");
        return new ExceptionSettings
        {
            Rules = Rules(file, reader, "list"),
            InManifests = [.. reader.Texts("inManifests").Select(pattern => new Glob(pattern))],
            Never = [.. reader.Texts("never").Select(pattern => new Glob(pattern))],
            To = To(reader),
        };
    }

    /// <summary>The exceptions of a file of their own; none of an object of Kubernetes', which is no such file.</summary>
    public static List<ExceptionRule> Read(string file, string text, List<FilePlace> problems)
    {
        var rules = new List<ExceptionRule>();
        foreach (var root in CatalogText.Read(file, text, problems).Where(root => !(root["apiVersion"].Exists && root["kind"].Exists)))
        {
            var reader = new FieldReader(file, root, problems);
            reader.Only(Field);
            rules.AddRange(Rules(file, reader, Field));
        }

        return rules;
    }

    /// <summary>Reads a day; false for what is none. YAML makes a point of time of a day that is not quoted.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T00:00:00Z'"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static List<ExceptionRule> Rules(string file, FieldReader reader, string field)
    {
        var rules = new List<ExceptionRule>();
        foreach (var item in reader.Items(field))
        {
            var rule = reader.Of(item);
            rule.Only("control", "scope", "reason", "approver", "until", "ticket");
            rules.Add(new ExceptionRule(rule.Required("control"), Scope(rule.Inner("scope")), rule.Required("reason"), new FilePlace(file, item.Line, item.Column, ""))
            {
                Approver = rule.Text("approver"),
                Until = Until(rule),
                Ticket = rule.Text("ticket"),
            });
        }

        return rules;
    }

    private static ExceptionScope Scope(FieldReader reader)
    {
        reader.Only("kind", "namespace", "name", "container", "labels", "path", "place", "fingerprint");
        var labels = reader.Inner("labels");
        var pairs = new List<(string, string)>();
        foreach (var label in labels.Map.Fields)
        {
            pairs.Add((label.Key.ToString(), labels.Text(label.Key.ToString())));
        }

        return new ExceptionScope
        {
            Kind = reader.Text("kind"),
            Namespace = reader.Text("namespace"),
            Name = reader.Text("name"),
            Container = reader.Text("container"),
            Labels = pairs,
            Path = reader.Text("path"),
            Place = reader.Text("place"),
            Fingerprint = reader.Text("fingerprint"),
        };
    }

    private static DateOnly? Until(FieldReader reader)
    {
        if (reader.Text("until") is not { Length: > 0 } text)
        {
            return null;
        }

        if (!TryDay(text, out var day))
        {
            reader.Report(reader.Map["until"], $"`{text}` is no day, such as 2027-03-01");
        }

        return day;
    }

    private static Severity To(FieldReader reader)
    {
        var word = reader.Text("to");
        if (word.Length == 0)
        {
            return ExceptionSettings.None.To;
        }

        if (!Names.TrySeverity(word, out var severity))
        {
            reader.Report(reader.Map["to"], $"`{word}` is no severity; one of {string.Join(", ", Names.OfSeverities)}");
        }

        return severity;
    }
}
