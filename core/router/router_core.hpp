// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/router: what is behind router.hpp, split over router_*.cpp by concern.

#include "core/base/fifo.hpp"
#include "core/dial/connect_decision.hpp"
#include "core/dial/connect_machine.hpp"
#include "core/ppp/ppp_engine.hpp"
#include "core/rip/route_update.hpp"
#include "core/router/address_pool.hpp"
#include "core/router/call_backs.hpp"
#include "core/router/deadlines.hpp"
#include "core/router/dial_targets.hpp"
#include "core/router/failed_logins.hpp"
#include "core/router/port_table.hpp"
#include "core/router/prefix_pool.hpp"
#include "core/router/router.hpp"
#include "core/router/why_log.hpp"
#include "core/tables/handle_table.hpp"
#include "core/tables/interface_table.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

namespace mprd::router {

/// From a failed ApplyNet to the next one.
inline constexpr Duration kNetRetryInterval = std::chrono::seconds{10};
/// The same where the host refuses what a call needs, a route that somebody else has: each attempt
/// costs a call, so that the interval doubles up to this one.
inline constexpr Duration kNetRetryLongest = std::chrono::minutes{10};
/// From a failed ListenPort to the next one.
inline constexpr Duration kListenRetryInterval = std::chrono::seconds{10};
/// From the start of an incoming call to the first packet that can pass, whatever the caller does
/// meanwhile. Above ppp::PppConfig::negotiation_limit, which tells better what went wrong.
inline constexpr Duration kHalfOpenLimit = std::chrono::seconds{90};
/// From ShutdownRequested to ShutdownComplete, whatever peers do.
inline constexpr Duration kShutdownLimit = std::chrono::seconds{3};

/// What MPRIO_RemoteDefaultGateway gives an interface that is connected, beside its own routes.
inline constexpr Route kDefaultRoute{};
[[nodiscard]] inline bool wants_default_route(const InterfaceConfig& config) {
    return (config.phonebook.options & kOptionRemoteDefaultGateway) != 0;
}

/// Questions and notices that wait for the administration DLL; a call has three at most.
inline constexpr std::size_t kMaxAdminDllQuestions = 4096;

/// The running part of one interface.
struct Link {
    explicit Link(const dial::MachineSettings& settings) : machine(settings) {}
    /// Decides when this interface dials and hangs up.
    dial::ConnectMachine machine;
    /// Administrators' requests that end with the attempt.
    std::vector<RequestId> waiting;
    std::optional<NetConfig> applied;  ///< what was last asked of the host
    std::uint32_t net_pending = 0;     ///< ApplyNet without its NetStatus
    /// The last NetStatus was an error: the interface cannot dial (927).
    bool net_failed = false;
    /// What it refused was for a call. That it takes the rest says nothing then: it has failed
    /// until `net_retry` is over.
    bool net_refused_call = false;
    Duration net_retry = kNetRetryInterval;
    /// The route update that is under way, the port that it goes over and who asked for it.
    std::optional<rip::RouteUpdate> update;
    PortId update_port;
    RequestId update_request;
    /// Of the last update over this call, until somebody has fetched it.
    std::optional<Errc> update_result;
    std::optional<PacketSummary> trigger_packet;  ///< of the attempt that is under way
    std::string caller_back;  ///< who must call while the machine awaits a call-back
};

/// One established call.
/// Kept apart from the port, because its handle must not outlive the call.
struct Connection {
    InterfaceId interface;
    std::string interface_name;
    InterfaceType interface_type = InterfaceType::FullRouter;
    PortId port;
    std::string user_name;
    /// When it came up.
    TimePoint since;
};

/// What stands behind Router; its public functions have Router's contracts.
class Router::Core {
public:
    Core(
        RouterConfig config,
        const Crypto& crypto,
        RandomSource& random,
        Entropy& entropy,
        const Calendar& calendar
    );

    // ---- router_core.cpp: the engine contract and the work list
    void start(TimePoint now);
    void handle(TimePoint now, const Input& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Output> poll_output();
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadlines_.next(); }

    // ---- router_admin.cpp: changes; router_views.cpp: looks
    [[nodiscard]] ServiceState service_state() const;
    [[nodiscard]] Result<InterfaceId> create(TimePoint now, InterfaceDefinition definition);
    [[nodiscard]] Result<void> remove(TimePoint now, InterfaceId id);
    [[nodiscard]] Result<void> change(TimePoint now, InterfaceId id, InterfaceConfig config);
    [[nodiscard]] Result<void> set_credentials(
        TimePoint now, InterfaceId id, std::optional<Credentials> credentials
    );
    [[nodiscard]] Result<void> set_extended_credentials(
        TimePoint now, InterfaceId id, ExtendedCredentials credentials
    );
    void set_global_idle(TimePoint now, std::uint32_t seconds);
    [[nodiscard]] Result<void> change_settings(TimePoint now, RouterConfig settings);
    [[nodiscard]] Errc connect(TimePoint now, InterfaceId id, RequestId request);
    [[nodiscard]] Errc disconnect(TimePoint now, InterfaceId id);
    [[nodiscard]] Errc update_routes(TimePoint now, InterfaceId id, RequestId request);
    [[nodiscard]] Result<Errc> take_update_result(InterfaceId id);
    void pause(TimePoint now);
    void resume(TimePoint now);
    bool disconnect_port(TimePoint now, PortId id);
    bool clear_port_counters(TimePoint now, PortId id);
    [[nodiscard]] admin::InterfaceStatus status(TimePoint now, InterfaceId id) const;
    [[nodiscard]] admin::PortInfo port_info(TimePoint now, const PortSlot& slot) const;
    [[nodiscard]] std::vector<admin::PortInfo> ports(TimePoint now) const;
    [[nodiscard]] std::optional<admin::PortInfo> port(TimePoint now, PortId id) const;
    [[nodiscard]] InterfaceId owner_of(PortId port) const;
    [[nodiscard]] std::vector<admin::ConnectionInfo> connections(TimePoint now) const;
    [[nodiscard]] std::optional<admin::ConnectionInfo> connection(TimePoint now, ConnectionId id)
        const;
    [[nodiscard]] const RouterConfig& settings() const { return config_; }
    [[nodiscard]] const InterfaceTable& interfaces() const { return table_; }
    [[nodiscard]] const WhyLog& why() const { return why_; }
    [[nodiscard]] Duration uptime(TimePoint now) const { return now - started_at_; }

private:
    /// An input that waits for the machine of an interface.
    struct MachineWork {
        InterfaceId interface;
        dial::MachineInput input;
    };
    /// An input that waits for the engine of a port.
    struct EngineWork {
        PortId port;
        ppp::Input input;
    };
    /// Done in the order in which it arose, so that nothing calls itself.
    using Work = std::variant<MachineWork, EngineWork>;

    // ---- router_core.cpp
    /// Puts work at the end of the list.
    void feed(InterfaceId id, dial::MachineInput input) {
        work_.push(MachineWork{id, std::move(input)});
    }
    void feed(PortId id, ppp::Input input) { work_.push(EngineWork{id, std::move(input)}); }
    /// To the machine that holds the port now, if any: a call may also belong to an interface
    /// whose machine is busy with a call of its own.
    void feed_holder(const PortSlot& slot, dial::MachineInput input);
    /// Takes over the time of the call.
    void begin(TimePoint now);
    /// Works the list off; every public call ends with it.
    void run();
    /// Gives one input to its machine (engine) and drains it.
    void perform(const MachineWork& work);
    void perform(const EngineWork& work);
    /// Carries out all outputs of the machine (engine).
    void drain_machine(InterfaceId id);
    void drain_engine(PortId id);
    /// One deadline has come.
    void on_due(Deadlines::Key key);
    void emit(Output output) { outputs_.push(std::move(output)); }
    /// A fact for the daemon, in the order of the outputs.
    void publish(events::Event event) { emit(Publish{std::move(event)}); }
    /// nullptr when there is none.
    [[nodiscard]] Link* find_link(InterfaceId id);
    /// Empty when the interface is gone.
    [[nodiscard]] std::string name_of(InterfaceId id) const;

    // ---- router_dial.cpp: the connect decision and what the machine says
    /// Collects the facts and asks decide_connect(). Changes nothing.
    [[nodiscard]] dial::ConnectDecision decide(
        InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
    );
    /// The decision said yes: remembers why and starts the machine.
    void begin_dial(
        InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
    );
    /// What a refusal does to the interface's reasons.
    void note_refusal(
        InterfaceId id,
        events::DialTrigger trigger,
        const std::optional<PacketSummary>& packet,
        const dial::ConnectDecision& decision
    );
    /// decide(), then begin_dial() or note_refusal(). A refused packet is dropped.
    void try_dial(
        InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
    );
    /// By the local clock, now.
    [[nodiscard]] bool inside_hours(const InterfaceConfig& config) const;
    /// When the hours next allow or forbid; nullopt: never.
    [[nodiscard]] std::optional<TimePoint> hours_change(const InterfaceConfig& config) const;
    /// One for each output of the machine.
    void on_machine(InterfaceId id, const dial::AcquirePort& output);
    void on_machine(InterfaceId id, const dial::OpenLine& output);
    void on_machine(InterfaceId id, const dial::CloseLine& output);
    void on_machine(InterfaceId id, const dial::DropLine& output);
    void on_machine(InterfaceId id, const dial::CheckTraffic& output);
    void on_machine(InterfaceId id, const dial::WantsDial& output);
    void on_machine(InterfaceId id, const dial::AttemptFailed& output);
    void on_machine(InterfaceId id, const dial::AttemptEnded& output);
    void on_machine(InterfaceId id, const dial::StateChanged& output);
    /// MPRIO_PromoteAlternates: the number that worked is the first one from now on.
    void promote_number(InterfaceId id, const PortSlot& slot);
    /// Ends all requests that wait for the interface with `result`.
    void complete(Link& link, Errc result);
    /// Adds a why record and publishes it unless it is a repetition.
    void remember(
        InterfaceId id, std::variant<events::WhyDialled, events::WhyRefused, events::WhyHungUp> what
    );

    // ---- router_ports.cpp: selection and life of ports
    /// The interface could dial, but each of its devices is gone.
    [[nodiscard]] bool lacks_devices(InterfaceId id);
    /// Blocks each resting interface whose devices are all gone, with `cause`.
    void block_without_devices(Errc cause);
    /// Answers AcquirePort for number `target`.
    void acquire(InterfaceId id, std::uint32_t target);
    /// Waits for calls if the device's role and the port's state allow it.
    void listen(PortSlot& slot);
    /// Dials the entry's number on this port.
    void open_line(PortSlot& slot, InterfaceId id, const DialEntry& entry);
    /// Asks for the end of whatever is on the port; PortClosed follows.
    void close_port(PortSlot& slot, Errc reason);
    /// UnbindLink, if it is bound.
    void unbind(PortSlot& slot);
    /// No deadline of the call comes any more.
    void disarm(const PortSlot& slot);
    /// Forgets all that belongs to the call.
    void clear_call(PortSlot& slot);
    /// Listens again and lets interfaces that wait for a port have it.
    void port_freed(PortSlot& slot);
    /// Publishes PortStateChanged if the condition differs from the one shown.
    void show_condition(PortSlot& slot);
    void on_input(const PortOpened& input);
    /// A line without PPP is open: the interface is up as the tunnel was told, or as configured.
    void open_tunnel(PortSlot& slot);
    void on_input(const PortClosed& input);
    void on_input(const PortStatus& input);
    void on_input(const TrafficRead& input);
    void on_input(const ControlFrame& input);

    // ---- router_links.cpp: what PPP says; network interfaces
    /// A line is open: makes the engine and gives it LinkUp.
    void start_engine(PortSlot& slot, ppp::PppConfig config);
    void start_engine(PortSlot& slot, std::unique_ptr<ppp::LinkEngine> engine);
    /// One for each output of the engine of this port.
    void on_engine(PortSlot& slot, ppp::SendFrame&& output);
    void on_engine(PortSlot& slot, const ppp::FramingChanged& output);
    void on_engine(PortSlot& slot, const ppp::PhaseChanged& output);
    void on_engine(PortSlot& slot, const ppp::ProtocolOpened& output);
    void on_engine(PortSlot& slot, const ppp::PeerSecretWanted& output);
    void on_engine(PortSlot& slot, const ppp::PeerAuthenticated& output);
    void on_engine(PortSlot& slot, const ppp::CallBackWanted& output);
    void on_engine(PortSlot& slot, const ppp::CallBackAgreed& output);
    void on_engine(PortSlot& slot, const ppp::Ipv4Opened& output);
    void on_engine(PortSlot& slot, const ppp::Ipv4Closed& output);
    void on_engine(PortSlot& slot, const ppp::Ipv6Opened& output);
    void on_engine(PortSlot& slot, const ppp::Ipv6Closed& output);
    void on_engine(PortSlot& slot, const ppp::PeerReady& output);
    void on_engine(PortSlot& slot, const ppp::Finished& output);
    /// A network protocol came or went: binds anew.
    void family_changed(PortSlot& slot);
    /// Sends BindLink when the network interface is as wanted and a network protocol is open.
    void bind_if_ready(InterfaceId id);
    /// The port of the interface's call; nullptr when it has none.
    [[nodiscard]] PortSlot* port_of(InterfaceId id);
    /// The transport runs in the router, and is not down on the interface.
    [[nodiscard]] bool is_family_up(const InterfaceConfig& config, TransportId id) const;
    /// The packet filters of one family of the interface, unless they are switched off.
    [[nodiscard]] PacketRules wanted_rules(const InterfaceConfig& config, TransportId id) const;
    /// What the host's network interface should be now.
    [[nodiscard]] NetConfig wanted_net(InterfaceId id);
    enum class Repeat {
        IfChanged,
        Always,
    };
    /// ApplyNet with wanted_net(), unless that was asked last and `repeat` is IfChanged.
    void apply_net(InterfaceId id, Repeat repeat);
    [[nodiscard]] Duration retry_interval(Link& link);
    /// Somebody changed something: what the host refused is asked again now.
    void forgive_host(Link& link, InterfaceId id);
    void on_input(const NetStatus& input);
    /// The first network protocol is bound: ConnectionUp.
    void begin_connection(InterfaceId id, PortSlot& slot);
    /// ConnectionDown, if there was a connection.
    void end_connection(PortSlot& slot, const Error& error);

    // ---- router_updates.cpp: auto-static updates
    /// Sends what the update wants to send and finishes it when it is over.
    void drain_update(InterfaceId id);
    /// Takes the routes over, or tells why not; ends the request.
    void finish_update(InterfaceId id, Errc result);
    /// The auto-static routes of the interface become these; all others stay.
    [[nodiscard]] Errc replace_learned(InterfaceId id, const std::vector<Route>& routes);
    /// IPv4 or the call on the port is over: so is its update, and the result of the last one.
    void drop_update(const PortSlot& slot);
    /// A packet of RIP for the update over this port. False: there is none.
    bool give_update(PortId port, const ControlFrame& input);

    // ---- router_answering.cpp
    void on_input(const IncomingCall& input);
    void on_input(const CallerAsks& input);
    void on_input(const PacketWaiting& input);
    /// Publishes CallRefused once.
    void refuse_call(PortSlot& slot, Errc error, const std::string& detail);
    /// The call becomes that of the interface with the caller's name. False: there is none that may
    /// have it.
    [[nodiscard]] bool claim_interface(PortSlot& slot, const std::string& user_name);
    /// The caller is who he says, and the call goes on: it becomes whose it is.
    void accept_call(PortSlot& slot);
    /// The call gets a client interface of its own. False when it cannot.
    [[nodiscard]] bool claim_client(PortSlot& slot);

    /// Gives the engine what it asked for, at once or after the delay that the name has earned.
    void answer_login(PortSlot& slot, ppp::PeerSecretFound found);
    void release_login(PortId id);
    /// The caller's last attempt to prove who he is was wrong.
    void note_failed_login(PortSlot& slot);
    /// A caller over whose line no packet can pass is hung up after kHalfOpenLimit.
    void watch_half_open(const PortSlot& slot);
    void half_open_too_long(PortId id);

    /// Who we are to a user: what the interface with his name proves.
    [[nodiscard]] std::optional<ppp::OwnProof> proof_to(const std::string& user_name) const;
    /// There is anybody to whom we are somebody.
    [[nodiscard]] bool has_proofs();
    /// A line is open on which somebody has to prove who he is.
    void begin_answering(PortSlot& slot, const LinkInfo& link);

    // ---- router_tunnels.cpp: incoming calls without PPP
    [[nodiscard]] static bool is_tunnel(const PortSlot& slot) {
        return slot.link.carries == LinkInfo::Carries::IpPackets;
    }
    /// There is an address for the caller, if he needs one from us. False: the call is being
    /// refused.
    [[nodiscard]] bool has_terms(PortSlot& slot);
    /// The caller, who has proved who he is, may come.
    void admit(PortSlot& slot);
    /// So may the one who waits while our own call to him is under way, if that was given up.
    void admit_waiting(InterfaceId id);
    /// What he is let in with.
    [[nodiscard]] CallerTerms terms_of(const PortSlot& slot) const;
    /// He has come: the link is up.
    void open_answered(PortSlot& slot, const LinkInfo& link);

    // ---- router_call_backs.cpp
    /// What CBCP offers to a user.
    [[nodiscard]] static std::vector<wire::CallBackType> call_back_offer(const UserConfig& user);
    /// Puts the caller on the list. False: it is full.
    [[nodiscard]] bool note_call_back(PortSlot& slot, const std::string& number, Duration delay);
    /// For a caller without CBCP. True: he is to be called back, and is being hung up.
    [[nodiscard]] bool call_back_instead(PortSlot& slot);
    void make_call_backs();
    void make_call_back(CallBackOrder& order);
    /// The line of a call-back has closed: tells so if it never opened.
    void call_back_failed(const PortSlot& slot, const Error& error);

    // ---- router_awaited_calls.cpp
    /// Of the devices that the interface dials with, one answers.
    [[nodiscard]] bool has_ears(const InterfaceConfig& config) const;
    /// The call of ours on the port, which has ended with `end`, was ended by the peer in order to
    /// call back.
    [[nodiscard]] bool is_to_call_back(const PortSlot& slot, const Error& end) const;
    /// Our call is about to carry packets, although the interface wants to be called.
    [[nodiscard]] bool lacks_call_back(const PortSlot& slot) const;
    /// The interface of the port waits for its call-back.
    void await_call_back(const PortSlot& slot);
    /// The machine has begun, or ended, to wait.
    void note_awaiting(InterfaceId id, const dial::StateChanged& output);
    /// The interface that takes a call on this port for its call-back; zero: none.
    [[nodiscard]] InterfaceId awaiting_call_on(const PortSlot& slot) const;
    /// Whether who proves to be `name` on this port is who he has to be.
    [[nodiscard]] bool may_be(const PortSlot& slot, const std::string& name) const;
    /// Both ends have proved what they had to: the call is that of the interface that waits.
    void claim_awaited(PortSlot& slot);

    // ---- router_admission.cpp: what the administration DLL says
    struct AdminDllQuestion {
        AskAdminDll ask;
        PortId port;  ///< of the call
        /// GetAddresses: what the engine waits for.
        ppp::PeerSecretFound found;
        /// The call has ended meanwhile, or the question is about its end.
        bool call_is_over = false;
    };
    [[nodiscard]] bool has_admin_dll() const;
    /// Puts it at the end of those that wait.
    void ask_admin_dll(AdminDllQuestion question);
    void ask_next();
    void on_input(const AdminDllAnswered& input);
    /// The deadline of the question that is under way.
    void admin_dll_is_late();
    void give_answer(const AdminDllQuestion& question, const AdminDllAnswered& answer);
    void refuse_by_admin_dll(PortSlot& slot, const AdminDllAnswered& answer);
    /// True: `found` was taken and goes to the engine with the answer.
    [[nodiscard]] bool ask_addresses(
        PortSlot& slot, const std::string& user_name, ppp::PeerSecretFound& found
    );
    void take_addresses(const AdminDllQuestion& question, const AdminDllAnswered& answer);
    /// Whether packets may pass over the call on the port. Asks at the first time.
    [[nodiscard]] bool is_admitted(PortSlot& slot);
    [[nodiscard]] AdminDllQuestion connection_question(const PortSlot& slot, AdminDllCall call)
        const;
    void take_verdict(const AdminDllQuestion& question, const AdminDllAnswered& answer);
    /// The call is over: tells so.
    void leave_admission(PortSlot& slot);

    // ---- router_crossing.cpp: both ends of an interface have called
    /// Whether the incoming call is the one of the two that stays; both ends say the same.
    [[nodiscard]] bool goes_first(const PortSlot& incoming, const PortSlot& outgoing) const;
    /// The port of the machine's own call, if that has an open line and is not `incoming` itself.
    [[nodiscard]] const PortSlot* crossed_call(const PortSlot& incoming) const;
    /// Both calls are over tunnels of the same kind, and ours is not open yet. Not with equal
    /// names: then nothing that both ends know says which one goes first.
    [[nodiscard]] bool crosses_tunnel(const PortSlot& incoming, const PortSlot& outgoing) const;
    /// Our own call, or one that stands for it, is being set up.
    [[nodiscard]] bool is_calling(InterfaceId id) const;
    /// An incoming call that stays closed to packets while our own, which goes first, may still
    /// come up.
    [[nodiscard]] bool is_waiting(const PortSlot& incoming) const;
    /// An incoming call that may take the place of our own one, although that is up.
    [[nodiscard]] bool may_displace(const PortSlot& incoming) const;
    /// The interface is connected by that call: other incoming ones end.
    void refuse_others(InterfaceId id, const PortSlot& connected);
    /// Our own call on the port is over: the peer's takes its place, if there is one.
    [[nodiscard]] bool fall_back(const PortSlot& outgoing);

    // ---- router_grants.cpp: what callers get
    /// The users changed.
    void index_users();
    /// nullptr when nobody has this name.
    [[nodiscard]] const UserConfig* find_user(const std::string& name) const;
    /// Sets aside what the caller is to have; nullptr: nobody asks who he is.
    void grant(PortSlot& slot, const UserConfig* user);
    /// The call is over, or somebody else's.
    void take_back(PortSlot& slot);
    /// Gives the caller's IPv4 address back: he has another one, not of ours.
    void give_other_address(PortSlot& slot);
    /// Why the caller, who has proved who he is, cannot be let in.
    [[nodiscard]] std::optional<Error> objection(const PortSlot& slot);
    /// Makes an address or prefix that is the user's alone that of this call; an older call of his
    /// ends. False: somebody else has it, and the call is being refused.
    [[nodiscard]] bool take_own_address(PortSlot& slot);
    /// The address that the caller has agreed on. False: he may not have it, and the call is being
    /// ended.
    [[nodiscard]] bool accept_address(PortSlot& slot, Ipv4Address address);
    /// The user's routes and the prefix of a call that packets can pass over.
    void add_granted_routes(const PortSlot& slot, std::vector<Route>& routes) const;
    /// Packets can pass: the caller of a prefix is told of it.
    void begin_advertising(const PortSlot& slot);
    void advertise(PortId id);
    /// Packets can pass: the session limit counts from now on.
    void begin_session(const PortSlot& slot);
    void session_is_over(PortId id);

    // ---- router_admin.cpp
    /// Makes the running part of a new row.
    void add_link(InterfaceId id);
    /// Ends its calls and requests, then takes row and network interface away.
    void erase_interface(InterfaceId id);
    /// The part of the policy that the machine needs.
    [[nodiscard]] dial::MachineSettings machine_settings(const InterfaceConfig& config) const;
    void on_input(const ClockChanged& input);
    void on_input(const ShutdownRequested& input);
    /// Finishes when the last port is closed.
    void check_shutdown();
    void finish_shutdown();
    /// False: the administration DLL has not admitted it yet.
    [[nodiscard]] bool is_up(ConnectionId id, const Connection& connection) const;
    [[nodiscard]] admin::ConnectionInfo connection_info(
        TimePoint now, ConnectionId id, const Connection& connection
    ) const;

    /// `interfaces` is empty: they are in table_.
    RouterConfig config_;
    /// Not owned.
    const Crypto* crypto_;
    RandomSource* random_;
    Entropy* entropy_;
    const Calendar* calendar_;

    /// Of the call that is being handled.
    TimePoint now_{};
    TimePoint started_at_{};
    enum class Life {
        New,
        Running,
        Stopping,
        Stopped,
    };
    /// Inputs count while Running or Stopping.
    Life life_ = Life::New;
    bool is_paused_ = false;

    /// Rows and links_ have the same keys.
    InterfaceTable table_;
    std::unordered_map<InterfaceId, Link> links_;
    PortTable ports_;
    HandleTable<ConnectionId, Connection> connections_;
    std::set<InterfaceId> starved_;                   // 633: unblocked when a port is free
    std::map<InterfaceId, std::uint32_t> acquiring_;  // wait for a port that is being closed
    std::vector<InterfaceId> awaiting_;               // a call-back, the longest waiting first
    std::set<InterfaceId> leaving_;                   // client interfaces whose call is over
    AddressPool addresses_;
    PrefixPool prefixes_;
    FailedLogins failed_logins_;
    CallBacks call_backs_;
    std::optional<bool> has_proofs_;                      // nullopt: to be found out
    bool has_call_back_users_ = false;                    // or CBCP is of no use to anybody
    std::unordered_map<std::string, std::size_t> users_;  // places in RouterConfig::users
    std::deque<AdminDllQuestion> questions_;  // the first is with the DLL while is_asking_
    bool is_asking_ = false;
    std::uint32_t last_question_ = 0;
    WhyLog why_;
    Deadlines deadlines_;
    /// Empty between two calls of the router.
    Fifo<Work> work_;
    Fifo<Output> outputs_;
};

}  // namespace mprd::router
