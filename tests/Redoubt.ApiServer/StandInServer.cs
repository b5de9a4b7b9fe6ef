using System.Text.Json.Nodes;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Discovery;
using Redoubt.ApiServer.Lists;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;
using Redoubt.ApiServer.Tables;
using Redoubt.ApiServer.Writes;

namespace Redoubt.ApiServer;

/// <summary>
/// An API server that keeps its objects in memory and answers as a real one: for tests of what talks to a cluster. What it does hangs on its
/// store and its clock alone. Safe to use from several threads; writes come one after another.
/// </summary>
public sealed class StandInServer
{
    private const int LargestBody = 3 * 1024 * 1024;

    private readonly Lock _writing = new();
    private readonly TimeProvider _clock;
    private readonly ResourceTable _resources;
    private readonly DiscoveryAnswers _discovery;
    private readonly Gate _gate;
    private readonly ListAnswers _lists;
    private readonly WriteAnswers _writes;
    private readonly DeleteAnswers _deletes;
    private readonly Reviews _reviews;

    /// <summary>A server over a store.</summary>
    /// <param name="store">The objects.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="tokens">Who is known by which token.</param>
    /// <param name="everybody">Who asks without credentials; null for nobody that is known.</param>
    public StandInServer(Store store, TimeProvider clock, IReadOnlyDictionary<string, Identity> tokens, Identity? everybody = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        (Store, _clock) = (store, clock);
        var chance = new Chance();
        _resources = new ResourceTable(store);
        _discovery = new DiscoveryAnswers(_resources);
        _gate = new Gate(store, tokens, everybody);
        _lists = new ListAnswers(store);
        _writes = new WriteAnswers(store, new Strategy(store, chance), chance, clock);
        _deletes = new DeleteAnswers(store, clock);
        _reviews = new Reviews(_gate, clock);
    }

    /// <summary>The objects.</summary>
    public Store Store { get; }

    /// <summary>How many requests at once are taken of those who are not the administrator's; null for any number.</summary>
    public int? InFlight { get; set; }

    /// <summary>The answer to a request. Never throws for what a client sends.</summary>
    /// <param name="request">The request.</param>
    public ApiAnswer Answer(ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return Dispatch(request);
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
    }

    private ApiAnswer Dispatch(ApiRequest request)
    {
        var place = RequestPlace.Of(request);
        var who = _gate.Who(request, place);
        if (InFlight is 0 && !who.IsMaster)
        {
            return ApiAnswer.Text(429, "Too many requests, please try again later.\n").With("retry-after", "1").With("x-content-type-options", "nosniff");
        }

        if (!place.IsResource)
        {
            if (HealthAnswers.Answer(request) is { } health)
            {
                return health;
            }

            _gate.Check(who, place);
            return _discovery.Answer(request) ?? OpenApi.OpenApiAnswers.Answer(request, _discovery) ?? throw RefusalException.NoResource();
        }

        if (request.Method is "HEAD" or "OPTIONS")
        {
            throw request.Method == "HEAD" ? RefusalException.With(ApiAnswer.Bytes(405, [], AcceptedForms.Json)) : RefusalException.NoMethod();
        }

        _gate.Check(who, place);
        var resource = _resources.Find(place.Group, place.Version, place.Resource, place.Subresource) ?? throw RefusalException.NoResource();
        CheckMethod(request, place, resource);
        var form = AcceptedForms.Of(request, resource.Custom is not null, place.Verb == "watch");
        var answer = Reviews.Has(resource) ? Review(request, resource, who, form) : place.Verb switch
        {
            "watch" => Watch(request, place, resource, form),
            "list" => Show(200, _lists.List(resource, place, request.Query), resource, form, request),
            "get" => Get(request, place, resource, form),
            _ => Write(request, place, resource, form),
        };
        return Deprecation(resource) is { } warning ? answer.Warning(warning) : answer;
    }

    private static void CheckMethod(ApiRequest request, RequestPlace place, ApiResource resource)
    {
        var isForName = place.Name.Length > 0;
        var fits = request.Method switch
        {
            "POST" => (!isForName || resource.Subresource.Length > 0) && (!resource.IsNamespaced || place.Namespace.Length > 0),
            "PUT" or "PATCH" => isForName,
            _ => true,
        };
        var verb = place.Verb;
        if (!fits || (!resource.Verbs.Contains(verb) && !(verb == "deletecollection" && resource.Verbs.Contains("delete"))))
        {
            throw RefusalException.NoMethod();
        }
    }

    private ApiAnswer Get(ApiRequest request, RequestPlace place, ApiResource resource, AcceptedForm form)
    {
        switch (resource.Subresource)
        {
            case "scale":
                return Show(200, _writes.Scale(Main(resource), place), resource, form, request);
            case "log":
                _lists.Get(Main(resource), place);
                return ApiAnswer.Empty(204);
            default:
                if (form.Shape == Shape.MetadataList)
                {
                    var words = $"you requested PartialObjectMetadataList, but the requested object is not a list (*{(resource.Group.Length == 0 ? "core" : resource.Group.Split('.')[0])}.{resource.Kind})";
                    return ApiAnswer.Json(406, RefusalException.Status(406, "NotAcceptable", words), isPretty: true);
                }

                return Show(200, _lists.Get(resource, place), resource, form, request);
        }
    }

    private ApiAnswer Watch(ApiRequest request, RequestPlace place, ApiResource resource, AcceptedForm form)
    {
        var events = new EventForm(form, resource, request.Query["includeObject"], _clock.GetUtcNow());
        return ApiAnswer.Events(Lists.Watch.Open(Store, resource, place, request.Query, events), events.ContentType);
    }

    private ApiAnswer Review(ApiRequest request, ApiResource resource, Identity who, AcceptedForm form)
    {
        var manager = WriteOptions.Read(request, "CreateOptions").Manager;
        var review = _reviews.Answer(resource, who, WriteBody.Review(resource, request), manager);
        return Show(201, review, resource, form, request);
    }

    private ApiAnswer Write(ApiRequest request, RequestPlace place, ApiResource resource, AcceptedForm form)
    {
        if (request.Body.Length > LargestBody)
        {
            throw RefusalException.Of(413, "RequestEntityTooLarge", $"Request entity too large: limit is {LargestBody}");
        }

        lock (_writing)
        {
            var written = (resource.Subresource, place.Verb) switch
            {
                ("eviction", _) => _deletes.Evict(Main(resource), place),
                ("scale", _) => _writes.Scale(Main(resource), place, request),
                (_, "create") => _writes.Create(resource, place, request),
                (_, "update") => _writes.Update(resource, place, request),
                (_, "patch") => _writes.Patch(resource, place, request),
                (_, "delete") => _deletes.Delete(resource, place, request),
                _ => _deletes.DeleteAll(resource, place, request),
            };
            var answer = Show(written.Code, written.Body, resource, form, request);
            foreach (var warning in written.Warnings)
            {
                answer.Warning(warning);
            }

            return answer;
        }
    }

    private ApiResource Main(ApiResource part) => _resources.Find(part.Group, part.Version, part.Name, "")!;

    private ApiAnswer Show(int code, JsonObject body, ApiResource resource, AcceptedForm form, ApiRequest request)
    {
        var shown = form.Shape switch
        {
            Shape.Table when (string?)body["kind"] != "Status" => ObjectTable.Of(body, resource, request.Query["includeObject"], _clock.GetUtcNow()),
            Shape.Metadata when body["items"] is null => Objects.Shown.Metadata(body),
            Shape.MetadataList or Shape.Metadata => MetadataList(body),
            _ => body,
        };
        return form switch
        {
            { IsYaml: true } => ApiAnswer.Text(code, YamlText.Of(shown), AcceptedForms.Yaml),
            { IsProtobuf: true } when Protobufs.Can(shown) => ApiAnswer.Bytes(code, Protobufs.Object(shown), AcceptedForms.Protobuf),
            _ => ApiAnswer.Json(code, shown, request.Query.Is("pretty")),
        };
    }

    private static JsonObject MetadataList(JsonObject list) => new()
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = list["metadata"]?.DeepClone(),
        ["items"] = new JsonArray([.. (list["items"] as JsonArray ?? []).OfType<JsonObject>().Select(item => (JsonNode)Objects.Shown.Metadata(item))]),
    };

    private static string? Deprecation(ApiResource resource) => resource switch
    {
        { Group: "", Name: "endpoints" } => "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        { Group: "", Name: "componentstatuses" } => "v1 ComponentStatus is deprecated in v1.19+",
        { Custom: { } custom } when (bool?)custom["deprecated"] == true => (string?)custom["deprecationWarning"]
            ?? $"{resource.GroupVersion} {resource.Kind} is deprecated; use {resource.Group}/{resource.StorageVersion} {resource.Kind}",
        _ => null,
    };
}
