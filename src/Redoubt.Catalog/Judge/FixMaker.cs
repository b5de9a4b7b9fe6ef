using System.Text.Json.Nodes;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Edit;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Files;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Says what would mend a finding.</summary>
/// <param name="fix">The control's fix.</param>
/// <param name="frame">What <c>check</c> saw.</param>
/// <param name="values">Knows the documents.</param>
internal sealed class FixMaker(CompiledFix fix, CelFrame frame, PlatformValues values)
{
    /// <summary>The edits.</summary>
    /// <param name="self">The element, or the subject.</param>
    /// <param name="place">Where the finding points; no value where it points to nothing that the control names.</param>
    public FindingFix Of(Node self, Node place)
    {
        if (fix.When is { } when && !when.Evaluate(frame).IsTrue)
        {
            return fix.Otherwise is { } other ? new FixMaker(other, frame, values).Of(self, place) : Not("the control's fix does not fit what stands there");
        }

        var edits = new List<FieldEdit>();
        foreach (var target in fix.Targets)
        {
            var from = target.From switch
            {
                "" => self,
                CompiledFix.Place => place,
                var variable => TapeValues.NodeOf(frame[variable]),
            };
            if (!from.Exists)
            {
                return Not("what it would change is not written in what was given");
            }

            var document = values.DocumentOf(from);
            if (Json(target) is not { } json)
            {
                return Not("the control's fix does not fit what stands there");
            }

            foreach (var one in Each(from, target.Path))
            {
                if (Path(document.Root, from, one) is not { } path)
                {
                    return Not("the control's fix does not fit what stands there");
                }

                edits.AddRange(Edits(document, path, target.Action, json));
            }
        }

        return edits.Count > 0 ? new FindingFix(edits, fix.Unsafe, "") : Not("the control's fix does not fit what stands there");
    }

    // What is so already is no edit, and of a list that only loses items each is an edit of its own, so that the others stay as they are written.
    private static IEnumerable<FieldEdit> Edits(Document document, NodePath path, EditAction action, string json)
    {
        var isThere = path.TryResolve(document.Root, out var now);
        if (action == EditAction.Remove)
        {
            return isThere ? [new FieldEdit(document, path, action, json)] : [];
        }

        if (action == EditAction.Set && isThere && JsonNode.Parse(json) is var wanted && JsonNode.Parse(NodeJson.Text(now)) is var old)
        {
            if (JsonNode.DeepEquals(old, wanted))
            {
                return [];
            }

            if (old is JsonArray before && wanted is JsonArray { Count: > 0 } after && Lost(before, after) is { } lost)
            {
                return lost.Select(index => new FieldEdit(document, NodePath.Of([.. path.Steps, PathStep.Item(index)]), EditAction.Remove, ""));
            }
        }

        return [new FieldEdit(document, path, action, json)];
    }

    // The items that are not in the other list, where it has the others in their order and no more.
    private static List<int>? Lost(JsonArray before, JsonArray after)
    {
        var (lost, at) = (new List<int>(), 0);
        for (var i = 0; i < before.Count; i++)
        {
            if (at < after.Count && JsonNode.DeepEquals(before[i], after[at]))
            {
                at++;
            }
            else
            {
                lost.Add(i);
            }
        }

        return at == after.Count ? lost : null;
    }

    private FindingFix Not(string why) => new([], fix.Unsafe, why);

    private string? Json(FixTarget target) => target.Value is { } program ? Json(program.Evaluate(frame))?.ToJsonString() : target.Json;

    // The paths that a pattern stands for.
    private static IEnumerable<NodePath> Each(Node from, NodePath pattern)
    {
        var any = pattern.Steps.Index().FirstOrDefault(step => step.Item.IsAny, (-1, default)).Index;
        if (any < 0)
        {
            return [pattern];
        }

        return NodePath.Of(pattern.Steps.Take(any)).TryResolve(from, out var list)
            ? Enumerable.Range(0, list.Count).SelectMany(index => Each(from, NodePath.Of([.. pattern.Steps.Take(any), PathStep.Item(index), .. pattern.Steps.Skip(any + 1)])))
            : [];
    }

    // The way from the root: fields by name, items by number, and what is not there yet by fields alone.
    private static NodePath? Path(Node root, Node from, NodePath rest)
    {
        var steps = new List<PathStep>();
        for (var at = from; at != root; at = at.Parent)
        {
            steps.Add(at.HasKey ? PathStep.Field(at.Key.ToString()) : PathStep.Item(at.Index));
        }

        steps.Reverse();
        var node = from;
        foreach (var step in rest.Steps)
        {
            node = step.From(node);
            if (step is { Name: not null, Value: null })
            {
                steps.Add(step);
            }
            else if (node.Exists)
            {
                steps.Add(PathStep.Item(node.Index));
            }
            else
            {
                return null;
            }
        }

        return steps.Count > 0 ? NodePath.Of(steps) : null;
    }

    private static JsonNode? Json(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Bool:
                return JsonValue.Create(value.AsBool());
            case CelKind.Int:
                return JsonValue.Create(value.AsInt());
            case CelKind.Double:
                return JsonValue.Create(value.AsDouble());
            case CelKind.String:
                return JsonValue.Create(value.AsString());
            case CelKind.List:
                var list = new JsonArray();
                foreach (var item in value.Items)
                {
                    list.Add(Json(item));
                }

                return list;
            case CelKind.Map:
                var map = new JsonObject();
                foreach (var key in value.Items)
                {
                    map[key.AsString()] = Json(value.Field(key));
                }

                return map;
            default:
                return null;
        }
    }
}
